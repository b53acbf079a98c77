/**
 * Declares the types of a module inside the package class-transformer. The package class-validator-jsonschema
 * needs the module, but class-transformer declares no types for it.
 */
declare module 'class-transformer/cjs/storage.js' {
  import type { MetadataStorage } from 'class-transformer/types/MetadataStorage.js';
  export const defaultMetadataStorage: MetadataStorage;
}
