// Reads every workbook of a folder with SheetJS and prints how many cells it saw.
const fs = require("fs");
const path = require("path");
const XLSX = require("xlsx");

let cells = 0;
const folder = process.argv[2];
for (const name of fs.readdirSync(folder)) {
  if (!name.endsWith(".xlsx")) continue;
  const book = XLSX.readFile(path.join(folder, name), { cellText: false, cellHTML: false });
  for (const sheet of Object.values(book.Sheets)) {
    for (const key of Object.keys(sheet)) if (key[0] !== "!") cells++;
  }
}
console.log(cells);
