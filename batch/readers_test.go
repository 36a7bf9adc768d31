package batch_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao/internal/oracle"
	"huibao/internal/sheet"
)

// Programs of others that read data sheets: each prints a line for every cell under the headings
// that holds anything, [sheet, key, heading, value].
const (
	bySheetJS = `const X = require('xlsx'), [file, ...names] = process.argv.slice(1), wb = X.readFile(file);
for (const name of names) for (const row of X.utils.sheet_to_json(wb.Sheets[name], {raw: true}))
  for (const [head, v] of Object.entries(row)) if (v !== '') console.log(JSON.stringify([name, row['键'], head, v]));`
	byOpenpyxl = `import json, openpyxl, sys, warnings
warnings.simplefilter('ignore')
wb = openpyxl.load_workbook(sys.argv[1], data_only=True)
for name in sys.argv[2:]:
    heads, *rows = wb[name].iter_rows(values_only=True)
    for row in rows:
        for head, v in zip(heads, row):
            if v is not None: print(json.dumps([name, row[0], head, v]))`
	byPandas = `import json, pandas, sys, warnings
warnings.simplefilter('ignore')
for name, df in pandas.read_excel(sys.argv[1], sheet_name=sys.argv[2:], na_values=[''], keep_default_na=False).items():
    assert df['键'].is_unique and (len(df) == 0 or df['键'].map(type).eq(str).all()), name
    for row in df.to_dict('records'):
        for head, v in row.items():
            if not pandas.isna(v): print(json.dumps([name, row['键'], head, v], default=str))`
)

// TestReaders holds that SheetJS, openpyxl and pandas read the keys and values of every data sheet
// that we read.
func TestReaders(t *testing.T) {
	dir, _ := sharedDemo(t)
	path := filepath.Join(dir, "out", "2024-06", "汇总表.xlsx")
	want := map[string]sheet.Cell{}
	for at, c := range byKey(t, path) {
		if name, _, _ := strings.Cut(at, "!"); slices.Contains(dataSheets, name) {
			want[at] = c
		}
	}
	python := oracle.NeedPython(t, "openpyxl", "pandas")
	oracle.NeedModule(t, "xlsx")
	args := append([]string{path}, dataSheets...)
	for reader, command := range map[string][]string{
		"SheetJS": append([]string{"node", "-e", bySheetJS, "--"}, args...), "openpyxl": append([]string{python, "-c", byOpenpyxl}, args...), "pandas": append([]string{python, "-c", byPandas}, args...),
	} {
		t.Run(reader, func(t *testing.T) {
			sameRead(t, want, oracle.Run(t, command[0], command[1:]...), reader == "pandas")
		})
	}
}

// sameRead compares cells with the lines of a reader; one that guesses takes a text that looks
// like a number for one, but never a key.
func sameRead(t *testing.T, want map[string]sheet.Cell, lines string, guesses bool) {
	t.Helper()
	got := map[string]any{}
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		var cell [4]any
		d := json.NewDecoder(bytes.NewReader([]byte(line)))
		d.UseNumber()
		if err := d.Decode(&cell); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		name, key, head := cell[0].(string), cell[1].(string), cell[2].(string)
		got[name+"!"+key+"!"+head] = cell[3]
	}
	wrong := 0
	for at, c := range want {
		if !sameAs(c, got[at], guesses && !strings.HasSuffix(at, "!键")) {
			if wrong++; wrong < 6 {
				t.Errorf("%s is %q, read as %#v", at, c.Raw, got[at])
			}
		}
		delete(got, at)
	}
	for at, v := range got {
		t.Errorf("%s is nothing, read as %#v", at, v)
		break
	}
	if len(want) < 15000 || wrong > 0 {
		t.Errorf("%d of %d cells are read otherwise", wrong, len(want))
	}
}

// sameAs says whether a cell was read as it is: a number as that number, a text as that text.
func sameAs(c sheet.Cell, v any, guesses bool) bool {
	n, isNumber := v.(json.Number)
	if !isNumber {
		return c.Type != sheet.Number && c.Raw == v
	}
	a, errA := decimal.NewFromString(strings.TrimPrefix(c.Raw, "+"))
	b, errB := sheet.Decimal15(n.String())
	return (c.Type == sheet.Number || guesses) && errA == nil && errB == nil && a.Equal(b)
}
