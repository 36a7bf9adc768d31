package sheet

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/unlock"
)

// locks has what locked made: the hashing of a password is slow by intent.
var locks sync.Map

// locked is a workbook with 42 in A1, encrypted.
func locked(t testing.TB, password string) []byte {
	t.Helper()
	if made, ok := locks.Load(password); ok {
		return bytes.Clone(made.([]byte))
	}
	f := excelize.NewFile()
	if err := f.SetCellValue("Sheet1", "A1", 42); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	data, err := excelize.Encrypt(b.Bytes(), &excelize.Options{Password: password})
	if err != nil {
		t.Fatal(err)
	}
	locks.Store(password, bytes.Clone(data))
	return data
}

func TestEncrypted(t *testing.T) {
	tests := []struct {
		name, password string
		given          []string
		opens          bool
		says           string
	}{
		{"right", "民生2024", []string{"民生2024"}, true, ""},
		{"second of two", "民生2024", []string{"x", "民生2024"}, true, ""},
		{"Excel's own", unlock.Default, nil, true, ""},
		{"wrong", "民生2024", []string{"x"}, false, "密码不对"},
		{"none", "民生2024", nil, false, "--password"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := locked(t, tt.password)
			lim := DefaultLimits()
			lim.Passwords = tt.given
			b, err := Open(context.Background(), bytes.NewReader(data), int64(len(data)), "a.xlsx", lim)
			if !tt.opens {
				var e *Error
				if !errors.As(err, &e) || e.Reason != Encrypted || !strings.Contains(e.Error(), tt.says) {
					t.Fatalf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			g, err := b.Sheets[0].Grid(context.Background())
			if err != nil || g.At(1, 1).Raw != "42" {
				t.Fatalf("%v, %v", g, err)
			}
		})
	}
}

// TestSpin refuses a file that asks for endless hashing.
func TestSpin(t *testing.T) {
	_, err := unlock.Open(locked(t, "x"), []byte(`<e spinCount="2000000000"/>`), "x")
	if !errors.Is(err, unlock.ErrUnsupported) || !strings.Contains(err.Error(), "2000000000") {
		t.Errorf("got %v", err)
	}
}
