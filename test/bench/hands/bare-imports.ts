/** What any process of this kind loads: see `bare-app.ts`. */
export { Module } from '@nestjs/common';
export { NestFactory } from '@nestjs/core';
export { FastifyAdapter } from '@nestjs/platform-fastify';
export { TypeOrmModule } from '@nestjs/typeorm';
export { dataSourceOptions } from '#platform/database/data-source';
