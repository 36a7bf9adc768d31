package check_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"huibao/importer"
	"huibao/internal/sheet"
)

func TestZZ(t *testing.T) {
	a, err := txtar.ParseFile(os.Getenv("ZZ"))
	if err != nil {
		t.Fatal(err)
	}
	plans := ownPlans{}
	plan, period := plans.of(t, a)
	data := ownFile(t, a)
	known := importer.Known{Plan: plan, Period: period, Limits: sheet.DefaultLimits(), Form: plan.ReadingForm}
	list, err := importer.Meanings(context.Background(), importer.File{Path: string(bytes.TrimSpace(a.Comment)), Size: int64(len(data)), Data: bytes.NewReader(data)}, known)
	for _, l := range list {
		t.Logf("%+v", l)
	}
	t.Log(err)
}
