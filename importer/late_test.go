package importer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"huibao/importer"
	"huibao/internal/sheet"
)

// asked is a context that is over once it was asked so often; 0 for never.
type asked struct {
	context.Context
	times, most int
}

func (a *asked) Err() error {
	if a.times++; a.most > 0 && a.times > a.most {
		return context.DeadlineExceeded
	}
	return nil
}

// TestLate: long after a file's cells are read it is still asked whether its time is over, and of one
// whose is nothing is handed on.
func TestLate(t *testing.T) {
	const rows = 200
	plan := samplePlan(t)
	var b strings.Builder
	b.WriteString("海原县民生实事进展（2024年1-6月）\n项目\t目标任务\t累计完成\n")
	for n := range rows {
		fmt.Fprintf(&b, "第%d号工程\t10\t%d\n", n, n)
	}
	p := &paper{name: "海原县6月.xlsx", sheets: []*leaf{ownLeaf("表", b.String())}}
	data := p.write(t)
	read := func(ctx *asked) error {
		known := importer.Known{Plan: plan, Period: june, Limits: sheet.DefaultLimits(), Form: plan.ReadingForm}
		_, err := importer.Read(ctx, importer.File{Path: p.name, Size: int64(len(data)), Data: bytes.NewReader(data)}, known)
		return err
	}
	whole := &asked{Context: t.Context()}
	if err := read(whole); err != nil || whole.times < rows {
		t.Fatalf("asked %d times: %v", whole.times, err)
	}
	for _, most := range []int{whole.times / 4, whole.times / 2, whole.times - 1} {
		if err := read(&asked{Context: t.Context(), most: most}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("over after being asked %d times of %d: %v", most, whole.times, err)
		}
	}
}
