package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/internal/fault"
	"huibao/internal/quote"
	"huibao/internal/sheet"
)

// receipts is what 收到.csv says: by file name or path below the period's folder.
type receipts map[string]noted

// noted is a line of 收到.csv, with the row where it stands.
type noted struct {
	huibao.Receipt
	row int
}

// readReceipts reads 收到.csv of a period, if there is one, in any encoding that tables
// come in. What cannot be read in it, or cannot be so by today, is a finding; it stops
// nothing.
func readReceipts(ctx context.Context, w Workspace, p huibao.Period, today huibao.Date, lim sheet.Limits) (receipts, []huibao.Finding, error) {
	list := receipts{}
	path := filepath.Join(w.Returns(p), ReceiptFile)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil, nil
	}
	if err != nil {
		return list, []huibao.Finding{check.Receipt(p, huibao.Place{}, "", "无法打开（"+fault.Text(err)+"）")}, nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	g, err := receiptGrid(ctx, f, info.Size(), lim)
	if err != nil {
		return list, []huibao.Finding{check.Receipt(p, huibao.Place{}, "", "无法读取（"+fault.Text(sheet.Ours(err))+"）")}, ctx.Err()
	}
	return list, list.fill(p, today, g), nil
}

func receiptGrid(ctx context.Context, f *os.File, size int64, lim sheet.Limits) (*sheet.Grid, error) {
	b, err := sheet.Open(ctx, f, size, ReceiptFile, lim)
	if err != nil {
		return nil, err
	}
	if len(b.Sheets) == 0 {
		return nil, errors.New("里面没有表")
	}
	return b.Sheets[0].Grid(ctx)
}

// fill takes over the rows of the table. Of a file with two times neither counts.
func (r receipts) fill(p huibao.Period, today huibao.Date, g *sheet.Grid) (bad []huibao.Finding) {
	twice := map[string]bool{}
	for _, row := range g.Rows() {
		file, when := strings.TrimSpace(g.At(row, 1).Raw), strings.TrimSpace(g.At(row, 2).Raw)
		if file == "" && when == "" || strings.TrimPrefix(file, "\ufeff") == "文件" {
			continue
		}
		got, err := parseTime(when)
		got.How = strings.TrimSpace(g.At(row, 3).Raw)
		before, again := r[file]
		switch {
		case file == "":
			err = errors.New("没有写文件名")
		case err != nil:
		case huibao.DateOf(got.Time).After(today):
			err = fmt.Errorf("时间 %s 晚于今天（%s）", when, today)
		case again && before.Receipt != got || twice[file]:
			err = fmt.Errorf("%s 登记了不同的时间（另见 B%d）", quote.Text(file), before.row)
			twice[file] = true
		}
		if err != nil {
			bad = append(bad, badReceipt(p, row, when, err))
			continue
		}
		if !again {
			r[file] = noted{got, row}
		}
	}
	for file := range twice {
		delete(r, file)
	}
	return bad
}

func badReceipt(p huibao.Period, row int, found string, err error) huibao.Finding {
	return check.Receipt(p, huibao.Place{Sheet: ReceiptFile, Cell: fmt.Sprintf("B%d", row)}, found, err.Error())
}

// strays are the lines that name no file that lies or lay in the folder: a name mistyped
// would leave its file without a time. Members of archives are not known by name yet.
func (r receipts) strays(s *act.State, files []seen) (bad []huibao.Finding) {
	here := map[string]bool{}
	for _, e := range s.Files {
		below := belowPeriod(e.Path)
		here[below], here[filepath.Base(below)] = true, true
	}
	for _, f := range files {
		if ext := filepath.Ext(f.name); strings.EqualFold(ext, ".zip") || strings.EqualFold(ext, ".eml") {
			return nil
		}
		below := belowPeriod(f.path)
		here[below], here[filepath.Base(below)] = true, true
	}
	for file, line := range r {
		if top, _, _ := strings.Cut(file, memberSign); !here[top] {
			bad = append(bad, badReceipt(s.Period, line.row, file, fmt.Errorf("文件夹里没有 %s", quote.Text(file))))
		}
	}
	slices.SortFunc(bad, func(a, b huibao.Finding) int { return cmp.Compare(a.Cell, b.Cell) })
	return bad
}

// timeLayouts are the ways in which a time of receipt is written; those of a day alone
// come last.
var timeLayouts = []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/1/2 15:04:05", "2006/1/2 15:04", "2006年1月2日 15:04", "2006年1月2日15:04",
	"2006-01-02", "2006/1/2", "2006.1.2", "2006年1月2日"}

// dayLayouts is how many of them give a day alone.
const dayLayouts = 4

func parseTime(s string) (huibao.Receipt, error) {
	for i, layout := range timeLayouts {
		if t, err := time.ParseInLocation(layout, s, huibao.China); err == nil {
			return huibao.Receipt{Time: t, Given: i < len(timeLayouts)-dayLayouts}, nil
		}
	}
	return huibao.Receipt{}, fmt.Errorf("时间 %s 无法识别，应写作 2024-07-03 16:20", quote.Text(s))
}

// of is the receipt of a file, by its path below the period's folder or by its
// name alone, of an archive's member else the archive's; ok is false where 收到.csv does not name it.
func (r receipts) of(path string) (huibao.Receipt, bool) {
	if got, ok := r[belowPeriod(path)]; ok {
		return got.Receipt, true
	}
	if got, ok := r[filepath.Base(path)]; ok {
		return got.Receipt, true
	}
	if archive, _, is := strings.Cut(path, memberSign); is {
		return r.of(archive)
	}
	return huibao.Receipt{}, false
}

// names reports whether 收到.csv names a file by its path, not by its name alone.
func (r receipts) names(path string) bool {
	_, ok := r[belowPeriod(path)]
	return ok
}

// belowPeriod is a file's path below its period's folder.
func belowPeriod(path string) string {
	_, below, _ := strings.Cut(strings.TrimPrefix(path, "returns/"), "/")
	return below
}

// lateDays is how many days after the deadline a file was received; 0 on time.
func lateDays(received time.Time, deadline huibao.Date) int {
	return max(0, huibao.DateOf(received).DaysSince(deadline))
}
