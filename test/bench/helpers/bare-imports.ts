/**
 * Imports the libraries that every Nest process on Fastify with TypeORM loads. The bench measures the time of
 * this import.
 */
export { Module } from '@nestjs/common';
export { NestFactory } from '@nestjs/core';
export { FastifyAdapter } from '@nestjs/platform-fastify';
export { TypeOrmModule } from '@nestjs/typeorm';
export { dataSourceOptions } from '#platform/database/data-source';
