/** A whole number with commas: "282,250". */
export const thousands = (value: number): string => Math.round(value).toLocaleString("en-US");
