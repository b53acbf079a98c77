/** The machine's clock; tests have one of their own. */
export const systemNow = (): Date => new Date();
