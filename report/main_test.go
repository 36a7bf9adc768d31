package report

import (
	"testing"

	"huibao/internal/thorough"
)

func TestMain(m *testing.M) {
	thorough.Begin()
	m.Run()
}
