/** The token under which Nest injects the configuration of the process. */
export const CONFIG = Symbol('config');

/** The token under which Nest injects the process's name: `api` or `worker`. */
export const PROCESS_NAME = Symbol('process name');
