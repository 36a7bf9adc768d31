package batch_test

import (
	"context"
	"huibao"
	"huibao/batch"
	"huibao/internal/sheet"
	"os"
	"testing"
)

func TestZZ(t *testing.T) {
	w, err := batch.At(os.Getenv("ZZ"))
	if err != nil {
		t.Skip(err)
	}
	p, _ := huibao.ParsePeriod("2024-01")
	_, err = batch.Run(context.Background(), w, batch.Options{Period: p, Date: huibao.Date{Year: 2024, Month: 2, Day: 5}, Limits: sheet.DefaultLimits(), MaxFiles: 50000, MaxDepth: 16, Version: "x"})
	if err != nil {
		t.Fatal(err)
	}
}
