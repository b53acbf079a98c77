/**
 * Declares a module that class-validator-jsonschema needs. The package contains the module but no types for
 * it.
 */
declare module 'class-transformer/cjs/storage.js' {
  import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js';
  export const defaultMetadataStorage: MetadataStorage;
}
