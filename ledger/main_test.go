package ledger

import (
	"os"
	"testing"

	"huibao/internal/thorough"
)

func TestMain(m *testing.M) {
	thorough.Begin()
	os.Exit(m.Run())
}
