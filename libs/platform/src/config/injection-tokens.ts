/** The token under which Nest injects the configuration of the process. */
export const CONFIG = Symbol('config');

/** The token under which Nest injects the name of the process: `api` or `worker`. */
export const PROCESS_NAME = Symbol('process name');
