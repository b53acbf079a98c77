/**
 * Types for a module inside class-transformer that class-validator-jsonschema needs. The package has the
 * module but no types for the module.
 */
declare module 'class-transformer/cjs/storage.js' {
  import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js';
  export const defaultMetadataStorage: MetadataStorage;
}
