package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func gb18030(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCSV(t *testing.T) {
	const two = "A1 text \"单位\"\nB1 text \"1.50\"\nA2 text \"海原县\"\nB2 text \"010\""
	for _, c := range []struct{ name, data, encoding, want string }{
		{"UTF-8", "单位,1.50\n海原县,010\n", "UTF-8", two},
		{"byte-order mark", "\ufeff单位,1.50\r\n海原县,010", "UTF-8", two},
		{"GB18030", gb18030(t, "单位,1.50\r\n海原县,010\r\n"), "GB18030", two},
		{"GB18030 of four bytes", gb18030(t, "𠮷,㐂\n"), "GB18030", "A1 text \"𠮷\"\nB1 text \"㐂\""},
		{"UTF-16LE", "\xff\xfe" + string(utf16Bytes("单位\t1.50\r\n海原县\t010", false)), "UTF-16", two},
		{"UTF-16BE", "\xfe\xff" + string(utf16Bytes("单位\t1.50\n海原县\t010", true)), "UTF-16", two},
		{"old Mac line ends", "单位,1.50\r海原县,010\r", "UTF-8", two},
		{"semicolon", "单位;1.50\n海原县;010\n", "UTF-8", two},
		{"full-width semicolon", "单位；1.50\n海原县；010\n", "UTF-8", two},
		{"bar", "单位|1.50\n海原县|010\n", "UTF-8", two},
		{"tab beside commas", "a,b\tc,d\ne\tf\n", "UTF-8", "A1 text \"a,b\"\nB1 text \"c,d\"\nA2 text \"e\"\nB2 text \"f\""},
		{"sep line", "sep=;\na,b;c,d\n", "UTF-8", "A1 text \"a,b\"\nB1 text \"c,d\""},
		{"quotes", "\"a,\"\"b\"\"\n c\",\"\",x\"y,\"p\"q\n", "UTF-8", "A1 text \"a,\\\"b\\\"\\n c\"\nC1 text \"x\\\"y\"\nD1 text \"pq\""},
		{"empty records count", "a,b\n\n,\n c ,d", "UTF-8", "A1 text \"a\"\nB1 text \"b\"\nA4 text \" c \"\nB4 text \"d\""},
		{"guarded texts", "=\"1.10\",\"=\"\"010\"\"\",=1+2,=\"1\"&\"0\",=\"\"\"a\"\"\",=\"\"\n", "UTF-8",
			"A1 text \"1.10\"\nB1 text \"010\"\nC1 text \"=1+2\"\nD1 text \"=\\\"1\\\"&\\\"0\\\"\"\nE1 text \"\\\"a\\\"\""},
		{"one column", "甲\n乙", "UTF-8", "A1 text \"甲\"\nA2 text \"乙\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := openBytes([]byte(c.data), "a.csv", DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if b.Format != CSV || b.Encoding != c.encoding || len(b.Sheets) != 1 {
				t.Errorf("%+v", b)
			}
			if diff := cmp.Diff(c.want, dump(t, b.Sheets[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCSVDamaged(t *testing.T) {
	for _, c := range []struct {
		name, data, kind string
		row              int
	}{
		{"quote never closed", "a,b\n\"c\nd\",e\nf,\"g\n" + strings.Repeat("h,i\n", 1000), "引号没有配对", 4},
		{"cut character", gb18030(t, "单位,数\n海原") + "\xba", "文字编码既不是 UTF-8 也不是 GB18030", 2},
		{"two encodings", "单位\n" + gb18030(t, "海原县中宁\n") + "\xff", "文字编码既不是 UTF-8 也不是 GB18030", 0},
		{"NUL far behind", strings.Repeat("a,b\n", 3000) + "\x00", "含有不允许的控制字符", 3001},
		{"half a UTF-16 unit", "\xff\xfea\x00\n\x00b", "不是完整的 UTF-16 文字", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readAll([]byte(c.data), DefaultLimits())
			if e := asError(t, err); e.Reason != Damaged || e.Kind != c.kind || c.row > 0 && e.Row != c.row {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestCSVLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		set   func(*Limits)
		make  func(n int) string
		limit int
		bound bound
	}{
		{"rows", func(l *Limits) { l.Rows = 50 }, func(n int) string { return strings.Repeat("\n", n-1) + "a,b" }, 50, boundRows},
		{"columns", func(l *Limits) { l.Columns = 50 }, func(n int) string { return strings.Repeat(",", n-1) + "a" }, 50, boundColumns},
		{"cells", func(l *Limits) { l.Cells = 50 }, func(n int) string { return strings.Repeat("a\n", n) }, 50, boundCells},
		{"text", func(l *Limits) { l.TextRunes = 50 }, func(n int) string { return strings.Repeat("卫", n) }, 50, boundText},
	} {
		for _, n := range []int{c.limit - 1, c.limit, c.limit + 1} {
			lim := DefaultLimits()
			c.set(&lim)
			_, err := readAll([]byte(c.make(n)), lim)
			if n <= c.limit {
				if err != nil {
					t.Errorf("%s %d: %v", c.name, n, err)
				}
			} else if e := asError(t, err); e.Reason != OverLimit || e.Limit != c.bound.what {
				t.Errorf("%s %d: %+v", c.name, n, e)
			}
		}
	}
	// One line of 16 MiB.
	_, err := readAll([]byte(strings.Repeat(",", 16<<20)), DefaultLimits())
	if e := asError(t, err); e.Reason != OverLimit {
		t.Errorf("%+v", e)
	}
}
