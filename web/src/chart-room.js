// What finds room in a picture: names under the bars, numbers above them. The server's picture goes by the same rule
// (`ui/chart_names.rs`).

const NAME_SIZE = 12;
const NAME_GAP = 8;
/** A longer name is shortened once it has to lean. */
const NAME_MAX = 132;
/** So far apart leaning names keep clear of each other, and names that stand on end. */
const LEANING = 20;
const ON_END = 15;
/** More names than these may be left out; short ones are rather left out than leant. */
const ALL_MAX = 15;
const SHORT = 32;
/** A narrower bar leaves its number to the table and the tooltip. */
const NUMBER_MIN = 14;

/** How long a line of text is, near enough: Han as wide as high, other letters a little more than half. */
export function lengthOf(text, size) {
  return Array.from(text).reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e80 ? size : size * 0.58), 0);
}

/** How the names of an axis stand: level where the longest finds room, else leaning, else on end; every one of them as
 * long as its line finds room, then every so manieth. */
export function namesIn(names, slot) {
  const longest = Math.max(0, ...names.map((name) => lengthOf(name, NAME_SIZE)));
  if (longest + NAME_GAP <= slot) return { interval: 0 };
  if (longest <= SHORT && names.length > ALL_MAX) return { interval: Math.ceil((longest + NAME_GAP) / slot) - 1 };
  const shortened = { width: NAME_MAX, overflow: 'truncate', ellipsis: '…' };
  if (slot < LEANING && slot >= ON_END) return { ...shortened, interval: 0, rotate: 90 };
  return { ...shortened, interval: Math.ceil(LEANING / slot) - 1, rotate: 45 };
}

/** Whether numbers stand above bars so far apart. */
export function hasNumbers(room) {
  return room >= NUMBER_MIN;
}
