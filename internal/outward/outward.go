// Package outward holds what everything that connects out of the house needs: the files
// that say where to and hold the secrets, and which addresses are safe to send them to.
package outward

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"os"
	"runtime"
)

// ReadSecret reads a JSON file of who runs the machine, which must be for its owner alone,
// into a struct; a field that the struct has not is an error. what names the file, in
// Chinese.
func ReadSecret(path, what string, into any) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%s无法打开：%w", what, err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s %s 里有密码，别人也能读：请先 chmod 600", what, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("%s无法读取：%w", what, err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("%s %s 不是要求的 JSON：%w", what, path, err)
	}
	return nil
}

// Safe reports whether secrets may be sent to an address: by https, or by http to this
// machine; one that names a user is none.
func Safe(u *url.URL) bool {
	return u.Host != "" && u.User == nil && (u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname()))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
