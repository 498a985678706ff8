import { expect, test } from "vitest";
import { refusalWords } from "../../src/views/refusal-words.ts";

test.each([
  [
    "The service's phones[0].number must be a phone number such as 555-0134.",
    "Phone numbers: write a phone number, such as 555-0134.",
  ],
  [
    "The service's url must be a web address such as https://example.org.",
    "Website: write a web address, such as https://example.org.",
  ],
  ["The service's name must be at most 300 letters long.", "Name: use at most 300 letters."],
  [
    "The location's addresses[0].postal_code has not the right form.",
    "ZIP code: it is not written in a way that can be kept.",
  ],
  [
    "The service must not have a minimum_age above its maximum_age.",
    "The youngest age must not be above the oldest, nor any above 130.",
  ],
  [
    "The location is confidential, so it must not hold addresses.city, latitude: a city or region and a phone are enough.",
    "This place is private. Take out what could tell where it is: City or town, Position on the map.",
  ],
  ["This report was made by somebody else.", "This report was made by somebody else."],
])("%j", (reason, words) => {
  expect(refusalWords(reason)).toBe(words);
});
