package report

import (
	"testing"

	"huibao/internal/pdf"
	"huibao/internal/thorough"
)

func TestMain(m *testing.M) {
	thorough.Begin()
	pdf.Unembedded = true
	m.Run()
}
