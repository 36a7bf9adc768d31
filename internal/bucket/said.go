package bucket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/minio/minio-go/v7"
)

// answer is what a server says against a request, if that is what an error is.
func answer(err error) (said minio.ErrorResponse, ok bool) {
	ok = errors.As(err, &said)
	return said, ok
}

// untrusted reports an error of certificates.
func untrusted(err error) bool {
	var verify *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var plain tls.RecordHeaderError
	return errors.As(err, &verify) || errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &plain)
}

// passing reports whether the next try may go better.
func passing(err error) bool {
	var own errHold
	if errors.As(err, &own) || untrusted(err) || errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "server gave HTTP response to HTTPS client") {
		return false
	}
	said, ok := answer(err)
	switch {
	case !ok:
		return true // no answer, or one that broke off
	case said.Code == "BadDigest" || said.Code == "XAmzContentSHA256Mismatch" || said.Code == "IncompleteBody" || said.Code == "RequestTimeout" || said.Code == "SlowDown":
		return true
	}
	return said.StatusCode >= 500 && said.StatusCode != http.StatusNotImplemented && said.StatusCode != http.StatusInsufficientStorage || said.StatusCode == http.StatusTooManyRequests || said.StatusCode == http.StatusRequestTimeout
}

// said tells what a server answered, or that it did not, and what to do about it.
func (b *Bucket) said(ctx context.Context, err error) error {
	if err == nil || errors.Is(ctx.Err(), context.Canceled) {
		return errors.Join(err, ctx.Err())
	}
	said, ok := answer(err)
	if !ok {
		return b.unreachable(err)
	}
	code := said.Code
	if code == "" {
		code = said.Message
	}
	tell := func(format string, args ...any) error {
		return fmt.Errorf(format+"（%s %d）", append(args, code, said.StatusCode)...)
	}
	switch code {
	case "NoSuchKey", "NotFound":
		return fmt.Errorf("%s 里没有这个对象：%w", b, fs.ErrNotExist)
	case "NoSuchBucket":
		return tell("%s 上没有 %s 这个桶；请检查 --originals 和 %s，或请管理员建桶", b.Endpoint, b.name, EndpointVariable)
	case "AccessDenied", "AllAccessDisabled":
		return tell("%s 不让这个密钥（%s）读写 %s；请检查它的权限（读、写、列出、删除）", b.Endpoint, b.Key, b)
	case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken":
		return tell("%s 不认这个密钥（%s）；请检查 %s 和 %s", b.Endpoint, b.Key, KeyVariable, SecretVariable)
	case "RequestTimeTooSkewed":
		return tell("%s 的钟和本机相差太大；请把两边的时间对准", b.Endpoint)
	case "AuthorizationHeaderMalformed", "InvalidRegion", "PermanentRedirect":
		return tell("%s 这个桶不在区域 %s；请检查 %s 和 %s", b.name, b.Region, RegionVariable, EndpointVariable)
	case "QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage":
		return tell("%s 的空间满了；请腾出空间或调高配额后再试", b)
	}
	if said.StatusCode == http.StatusInsufficientStorage {
		return tell("%s 的空间满了；请腾出空间或调高配额后再试", b)
	}
	if said.StatusCode >= 500 || said.StatusCode == http.StatusTooManyRequests {
		return tell("存放原件的 %s（%s）现在忙或出了故障，试了几次都不行；请稍后再试，仍不行的请看它的日志", b, b.Endpoint)
	}
	return tell("存放原件的 %s（%s）没有照办；请检查 --originals 和 %s，或问它的管理员", b, b.Endpoint, EndpointVariable)
}

// unreachable says that there was no answer, or not a whole one.
func (b *Bucket) unreachable(err error) error {
	switch {
	case untrusted(err):
		return fmt.Errorf("%s 的证书不可信；用自己的证书的，请在 %s 中写明签发它的证书文件；也请检查 %s 里的主机名：%s", b.Endpoint, AuthorityFile, EndpointVariable, line(err))
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("存放原件的 %s（%s）太久没有答复；请检查网络和服务器，稍后再试：%w", b, b.Endpoint, context.DeadlineExceeded)
	}
	return fmt.Errorf("连不上存放原件的 %s（%s），或答复没有传完；请检查 %s、网络和服务器，稍后再试：%s", b, b.Endpoint, EndpointVariable, line(err))
}

// line is an error's text in one line.
func line(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
