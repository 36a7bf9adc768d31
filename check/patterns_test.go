package check

import (
	"testing"

	"huibao/internal/regexp"
)

// TestPatterns: the patterns that are compiled when they are first used are all right.
func TestPatterns(t *testing.T) {
	if n, err := regexp.Check(); err != nil || n < 100 {
		t.Errorf("%d patterns, %v", n, err)
	}
}

// TestInWords: a number in words counts right before the measure alone.
func TestInWords(t *testing.T) {
	for text, want := range map[string]bool{"另有三人": true, "人人，几人": true, "三个人": false, "三": false, "": false, "共3人": false, "人三": false} {
		if inWords(text, "人") != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}
