/**
 * What looks like a street address in running text, in English and Spanish: the server's
 * `street.py`. It finds too much rather than too little, where no address may stand.
 */

const ENGLISH =
  "\\b\\d{1,6}[A-Za-z]?(?:\\s*-\\s*\\d{1,6})?\\s+(?:[A-Za-z0-9'’.]+\\s+){0,5}?" +
  "(?:street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|cir|" +
  "highway|hwy|way|place|pl|parkway|pkwy|terrace|ter|trail|trl|route|rte|square|plaza|loop|" +
  "pike|row|crossing|alley|county road|cr|state road|sr)\\b";
const SPANISH =
  "\\b(?:calle|avenida|avda|av|carretera|camino|paseo|plaza|callejón|bulevar)\\b\\.?\\s+" +
  "(?:[A-Za-z0-9_À-ÿ'’.]+\\s+){0,5}?(?:n\\.?[º°]?\\s*|#\\s*|núm\\.?\\s*|número\\s+)?\\d{1,6}\\b";
const COORDINATES =
  "[-+]?\\d{1,3}\\.\\d{3,15}\\s{0,3}°?\\s{0,3}[NnSs]?\\s{0,3},\\s{0,9}[-+]?[WwEe]?\\s{0,3}" +
  "\\d{1,3}\\.\\d{3,15}";
const STREET = new RegExp(`(?:${ENGLISH})|(?:${SPANISH})|(?:${COORDINATES})`, "i");

export const hasStreet = (text: string): boolean => STREET.test(text);
