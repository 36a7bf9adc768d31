package ledger

import (
	"crypto/rand"
	"os"
	"path/filepath"
)

// deleteOnClose has the system remove a file that is closed, or whose process died.
const deleteOnClose = 0x04000000

// nameless makes a file that is gone when it is closed.
func nameless() (*os.File, error) {
	return os.OpenFile(filepath.Join(os.TempDir(), "huibao-"+rand.Text()), os.O_CREATE|os.O_EXCL|os.O_RDWR|deleteOnClose, 0o600)
}
