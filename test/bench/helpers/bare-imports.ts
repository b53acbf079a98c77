/**
 * Imports the libraries that every Nest process on Fastify with TypeORM loads, so that the bench can time
 * this import.
 */
export { Module } from '@nestjs/common';
export { NestFactory } from '@nestjs/core';
export { FastifyAdapter } from '@nestjs/platform-fastify';
export { TypeOrmModule } from '@nestjs/typeorm';
export { dataSourceOptions } from '#platform/database/data-source';
