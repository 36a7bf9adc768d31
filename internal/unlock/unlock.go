// Package unlock opens workbooks that are encrypted with a password: agile and
// standard encryption ([MS-OFFCRYPTO] 2.3.4), through excelize, which is held to
// bounds: it takes the number of hash rounds from the file.
package unlock

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Default is the password with which Excel encrypts workbooks that need none to be
// opened ([MS-OFFCRYPTO] 2.4.2.3).
const Default = "VelvetSweatshop"

// ErrPassword says that the password is not the file's.
var ErrPassword = errors.New("密码不对")

// ErrUnsupported says that the encryption is of a kind that is not read.
var ErrUnsupported = errors.New("加密方式不受支持")

// maxSpin bounds the rounds of hashing; Office and LibreOffice use 100,000.
const maxSpin = 500000

var spin = regexp.MustCompile(`spinCount\s*=\s*["'](\d{1,20})["']`)

// Open decrypts a file, given whole and with the stream EncryptionInfo out of it,
// and returns the workbook inside.
func Open(data, info []byte, password string) (plain []byte, err error) {
	defer func() {
		if recover() != nil {
			plain, err = nil, ErrUnsupported
		}
	}()
	for _, g := range spin.FindAllSubmatch(info, -1) {
		if n, err := strconv.Atoi(string(g[1])); err != nil || n > maxSpin {
			return nil, fmt.Errorf("%w：散列轮数 %s 超过 %d", ErrUnsupported, g[1], maxSpin)
		}
	}
	plain, err = excelize.Decrypt(data, &excelize.Options{Password: password})
	switch {
	case errors.Is(err, excelize.ErrWorkbookPassword):
		return nil, ErrPassword
	case err != nil:
		return nil, ErrUnsupported
	case !bytes.HasPrefix(plain, []byte("PK\x03\x04")):
		return nil, ErrPassword
	}
	return plain, nil
}
