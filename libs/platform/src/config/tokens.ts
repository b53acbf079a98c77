/** The token under which Nest injects what the process was told from outside. */
export const CONFIG = Symbol('config');

/** The token under which Nest injects what this process is: api, worker. */
export const PROCESS_NAME = Symbol('process name');
