/** 户主 in GB/T 4761. */
export const HEAD = "01";
