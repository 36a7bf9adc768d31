package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"huibao/internal/sheet"
)

// runSubject reads every file of a folder in one way and prints how many cells it
// saw.
func runSubject(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("usage: bench subject NAME FOLDER")
	}
	workers, read := 1, readOurs
	switch args[0] {
	case "floor":
		read = readFloor
	case "huibao":
	case "huibao2":
		workers = 2
	case "raw":
		read = readExcelize(true)
	case "rows":
		read = readExcelize(false)
	default:
		return fmt.Errorf("no subject %q", args[0])
	}
	files, err := filepath.Glob(filepath.Join(args[1], "*.xlsx"))
	if err != nil {
		return err
	}
	var cells atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(files) && errs[w] == nil; i += workers {
				n, err := read(files[i])
				cells.Add(int64(n))
				errs[w] = err
			}
		}()
	}
	wg.Wait()
	fmt.Println(cells.Load())
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// readOurs reads all cells, typed, as huibao does; a large sheet streaming.
func readOurs(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	ctx := context.Background()
	book, err := sheet.Open(ctx, f, info.Size(), path, sheet.DefaultLimits())
	if err != nil {
		return 0, err
	}
	n := 0
	for _, s := range book.Sheets {
		if err := s.Cells(ctx, func(sheet.Cell) error { n++; return nil }); err != nil {
			return n, err
		}
	}
	return n, nil
}

// readFloor inflates the parts and looks for cells, keeping nothing: what any
// reader has to do at least.
func readFloor(path string) (int, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0, err
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	n := 0
	buf := make([]byte, 64<<10)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return 0, err
		}
		for {
			k, err := r.Read(buf)
			if strings.HasPrefix(f.Name, "xl/worksheets/") {
				n += scanCells(buf[:k])
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return 0, err
			}
		}
		_ = r.Close()
	}
	return n, nil
}

// scanCells counts beginnings of cells; one that is cut by the buffer is missed.
func scanCells(b []byte) int {
	n := 0
	for {
		i := bytes.Index(b, []byte("<c "))
		if i < 0 {
			return n
		}
		n++
		b = b[i+3:]
	}
}

func readExcelize(raw bool) func(string) (int, error) {
	return func(path string) (int, error) {
		f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: raw})
		if err != nil {
			return 0, err
		}
		n := 0
		for _, s := range f.GetSheetList() {
			rows, err := f.GetRows(s)
			if err != nil {
				return n, err
			}
			for _, r := range rows {
				n += len(r)
			}
		}
		return n, f.Close()
	}
}
