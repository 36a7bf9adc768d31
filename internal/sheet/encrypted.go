package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"huibao/internal/fault"
	"huibao/internal/unlock"
)

// maxInfo bounds the description of an encryption.
const maxInfo = 1 << 20

// openEncrypted reads an encrypted workbook of the xlsx family with the passwords
// that are known, the one that Excel itself uses among them.
func openEncrypted(ctx context.Context, in *input, info io.Reader) (*Book, error) {
	data := make([]byte, in.size)
	if _, err := in.r.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, brokenOLE(err)
	}
	var about []byte
	if info != nil {
		about, _ = io.ReadAll(io.LimitReader(info, maxInfo))
	}
	for _, password := range slices.Concat(in.lim.Passwords, []string{unlock.Default}) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		plain, err := unlock.Open(bytes.Clone(data), about, password)
		switch {
		case err == nil:
			own := *in
			own.r, own.size, own.head = bytes.NewReader(plain), int64(len(plain)), plain[:min(len(plain), headBytes)]
			return openZip(ctx, &own)
		case !errors.Is(err, unlock.ErrPassword) && len(in.lim.Passwords) > 0:
			return nil, &Error{Reason: Encrypted, Kind: "加密的 Office 文件，" + fault.Text(err), Remedy: lockedRemedy}
		}
	}
	kind := "加密的 Office 文件"
	if len(in.lim.Passwords) > 0 {
		kind += "，密码不对"
	}
	return nil, &Error{Reason: Encrypted, Kind: kind, Remedy: lockedRemedy}
}

const lockedRemedy = "请在 Excel 中去掉打开密码（文件→信息→保护工作簿）后再报；汇总单位知道密码的，可用 --password 打开"
