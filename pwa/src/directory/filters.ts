/** What a person asked for, beside the words they typed. Kept in memory only. */

export interface Filters {
  readonly category: string; // "" for any
  readonly language: string; // "" for any
  readonly access: string; // what a place has for people with disabilities; "" for any
  readonly served: string; // "" for anyone
  readonly people: string; // for whom it was made, as the entries write it; "" for any
  readonly age: string; // in years; "" for any
  readonly near: string; // a town or county, as it was typed; "" for anywhere
  readonly isFree: boolean;
  readonly isOpenNow: boolean;
  readonly isWithoutPolice: boolean;
  readonly isRestorative: boolean;
  readonly isOursOnly: boolean; // without other collaboratives' entries
}

export const NO_FILTERS: Filters = {
  category: "",
  language: "",
  access: "",
  served: "",
  people: "",
  age: "",
  near: "",
  isFree: false,
  isOpenNow: false,
  isWithoutPolice: false,
  isRestorative: false,
  isOursOnly: false,
};

export const countFilters = (filters: Filters): number =>
  Object.values(filters).filter((value) => value !== "" && value !== false).length;
