package batch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"huibao"
)

// receipts is what 收到.csv says: by file name or path below the period's folder.
type receipts map[string]huibao.Receipt

// maxReceipts bounds the size of 收到.csv, in bytes.
const maxReceipts = 16 << 20

// readReceipts reads 收到.csv of a period, if there is one.
func readReceipts(w Workspace, p huibao.Period) (receipts, error) {
	path := filepath.Join(w.Returns(p), ReceiptFile)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return receipts{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := parseReceipts(io.LimitReader(f, maxReceipts))
	if err != nil {
		return nil, fmt.Errorf("%s：%w", ReceiptFile, err)
	}
	return list, nil
}

func parseReceipts(r io.Reader) (receipts, error) {
	rows := csv.NewReader(r)
	rows.FieldsPerRecord = -1
	list := receipts{}
	for n := 1; ; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, fmt.Errorf("第 %d 行无法读取，请检查引号和逗号：%w", n, err)
		}
		row[0] = strings.TrimPrefix(row[0], "\ufeff")
		if len(row) < 2 || row[0] == "文件" || row[0] == "" {
			continue
		}
		at, err := parseTime(row[1])
		if err != nil {
			return nil, fmt.Errorf("第 %d 行：%w", n, err)
		}
		got := huibao.Receipt{Time: at}
		if len(row) > 2 {
			got.How = strings.TrimSpace(row[2])
		}
		list[strings.TrimSpace(row[0])] = got
	}
}

func parseTime(s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/1/2 15:04", "2006-01-02", "2006/1/2"} {
		if t, err := time.ParseInLocation(layout, s, huibao.China); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("时间 %q 无法识别，应写作 2024-07-03 16:20", s)
}

// of is the receipt of a file, by its path below the period's folder or by its
// name alone, of an archive's member else the archive's; ok is false where 收到.csv does not name it.
func (r receipts) of(path string) (huibao.Receipt, bool) {
	_, below, _ := strings.Cut(strings.TrimPrefix(path, "returns/"), "/")
	if got, ok := r[below]; ok {
		return got, true
	}
	if got, ok := r[filepath.Base(path)]; ok {
		return got, true
	}
	if archive, _, is := strings.Cut(path, memberSign); is {
		return r.of(archive)
	}
	return huibao.Receipt{}, false
}

// lateDays is how many days after the deadline a file was received; 0 on time.
func lateDays(received time.Time, deadline huibao.Date) int {
	return max(0, huibao.DateOf(received).DaysSince(deadline))
}
