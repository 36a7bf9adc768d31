package report

import "io"

// Bulletin writes 通报.pdf.
func Bulletin(w io.Writer, m *Model) error {
	_, err := io.WriteString(w, m.Checksum)
	return err
}
