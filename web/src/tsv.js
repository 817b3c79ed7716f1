// A block of cells as spreadsheets put it on the clipboard: tabs between cells, line breaks between rows, quotes around a cell that
// holds one of them.

/** The rows of a block. A line break at its end begins no row. */
export function block(source) {
  const rows = [[]];
  let at = 0;
  const input = source.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (input === '') return [];
  while (at <= input.length) {
    let cell;
    [cell, at] = input[at] === '"' ? quoted(input, at) : plain(input, at);
    rows[rows.length - 1].push(cell.replace(/\s*\n\s*/g, ' ').trim());
    if (input[at] === '\n') rows.push([]);
    at += 1;
  }
  return rows;
}

function plain(input, from) {
  let at = from;
  while (at < input.length && input[at] !== '\t' && input[at] !== '\n') at += 1;
  return [input.slice(from, at), at];
}

/** A quoted cell; one whose quote doesn't end before a tab, a break or the end is plain text that begins with a quote. */
function quoted(input, from) {
  let at = from + 1;
  let cell = '';
  while (at < input.length) {
    if (input[at] !== '"') cell += input[at];
    else if (input[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (at + 1 >= input.length || input[at + 1] === '\t' || input[at + 1] === '\n') return [cell, at + 1];
    else break;
    at += 1;
  }
  return plain(input, from);
}

/** A block as a spreadsheet takes it. */
export function text(rows) {
  const cell = (value) => (/["\t\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}
