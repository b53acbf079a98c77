export const systemNow = (): Date => new Date();
