/** Imports what every Nest process on Fastify with TypeORM loads. `bare-app.ts` is such a process. */
export { Module } from '@nestjs/common';
export { NestFactory } from '@nestjs/core';
export { FastifyAdapter } from '@nestjs/platform-fastify';
export { TypeOrmModule } from '@nestjs/typeorm';
export { dataSourceOptions } from '#platform/database/data-source';
