package report

import (
	"testing"

	"huibao/internal/pdf/faced"
	"huibao/internal/thorough"
)

func TestMain(m *testing.M) {
	thorough.Begin()
	faced.Begin()
	m.Run()
}
