package draft

import (
	"testing"

	"huibao/internal/regexp"
)

// TestPatterns: the patterns that are compiled when they are first used are all right.
func TestPatterns(t *testing.T) {
	if n, err := regexp.Check(); err != nil || n < 60 {
		t.Errorf("%d patterns, %v", n, err)
	}
}
