package bucket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"huibao/internal/outward"
)

// The environment says where the server is and who asks, under the names that other programs
// use for it; what is secret may lie in a file instead, which a variable ending in _FILE names.
const (
	EndpointVariable = "AWS_ENDPOINT_URL"       // https://host[:port]; http:// to this machine
	RegionVariable   = "AWS_REGION"             // "" for us-east-1, which servers of one's own take
	KeyVariable      = "AWS_ACCESS_KEY_ID"      // or _FILE
	SecretVariable   = "AWS_SECRET_ACCESS_KEY"  // or _FILE
	AuthorityFile    = "AWS_CA_BUNDLE"          // PEM, trusted beside the system's
	ClearVariable    = "HUIBAO_INSECURE_BUCKET" // "1": http:// to other machines, too
)

// scheme begins the address of a place in a bucket.
const scheme = "s3://"

// maxPrefix is how many bytes the prefix may have: a key has at most 1024.
const maxPrefix = 300

// Parse takes an address s3://bucket/prefix apart.
func Parse(address string) (bucket, prefix string, err error) {
	wrong := func(what string) (string, string, error) {
		return "", "", fmt.Errorf("--originals %s；应写作 s3://桶/前缀（一个市一年一个前缀，如 s3://huibao/guyuan-2024）", what)
	}
	rest, ok := strings.CutPrefix(address, scheme)
	if !ok {
		return wrong("不是 S3 的地址")
	}
	if strings.ContainsAny(rest, "@?#") { // the error would show what stands before the @
		return wrong("里只写桶和前缀，密钥放在环境变量或文件里")
	}
	bucket, prefix, _ = strings.Cut(rest, "/")
	prefix = strings.TrimSuffix(prefix, "/")
	if s3utils.CheckValidBucketName(bucket) != nil {
		return wrong("里的桶名不合规定（3 到 63 个小写字母、数字、点或连字符）")
	}
	bad := func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == '\\' }
	if len(prefix) > maxPrefix || !utf8.ValidString(prefix) || strings.ContainsFunc(prefix, bad) {
		return wrong("里的前缀有空格或看不见的字符，或太长")
	}
	for part := range strings.SplitSeq(prefix, "/") {
		if part == "" || part == "." || part == ".." {
			return wrong("里没有写前缀，或前缀里有空的一段")
		}
	}
	return bucket, prefix, nil
}

// Settings are what the environment says, for people: the secret is not shown.
type Settings struct {
	Endpoint, Region, Key, Authority string
}

// shown is the first and the last of a name that is half a secret.
func shown(key string) string {
	if len(key) < 8 {
		return "***"
	}
	return key[:3] + "***" + key[len(key)-2:]
}

// secretOf is a variable's value, or the content of the file that its _FILE names.
func secretOf(name string) (string, error) {
	value, path := os.Getenv(name), os.Getenv(name+"_FILE")
	if value != "" || path == "" {
		return value, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("%s_FILE 写的文件无法打开：%w", name, err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s_FILE 写的文件 %s 里有密钥，别人也能读：请先 chmod 600", name, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("%s_FILE 写的文件无法读取：%w", name, err)
	}
	return strings.TrimSpace(string(data)), nil
}

// endpointOf is where the server is.
func endpointOf() (*url.URL, error) {
	text := os.Getenv(EndpointVariable)
	if text == "" {
		return nil, fmt.Errorf("原件放在 S3 里的，要在环境变量 %s 中写明服务器的网址（https://主机[:端口]）", EndpointVariable)
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || strings.Trim(u.Path, "/") != "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("环境变量 %s 应写作 https://主机[:端口]，不带别的", EndpointVariable)
	}
	if !outward.Safe(u) && os.Getenv(ClearVariable) != "1" {
		return nil, fmt.Errorf("%s 是 http，原件会明文经过网络：请改用 https；确知网络可信、愿担这个风险的，设环境变量 %s=1", EndpointVariable, ClearVariable)
	}
	return u, nil
}

// roots are the authorities whose certificates are trusted; nil for the system's.
func roots() (*x509.CertPool, error) {
	path := os.Getenv(AuthorityFile)
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s 写的证书文件无法读取：%w", AuthorityFile, err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("%s 写的 %s 里没有证书（PEM）", AuthorityFile, path)
	}
	return pool, nil
}

// Bounds of one request in time.
const (
	dialTime   = 10 * time.Second
	answerTime = 30 * time.Second // until the head of an answer
	idleTime   = time.Minute
)

// transport speaks to the server alone (S34): by no proxy; a redirect is not followed (minio-go).
func transport(server *url.URL, trusted *x509.CertPool) *http.Transport {
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(address); err != nil || !ofServer(host, port, server) {
			return nil, fmt.Errorf("bucket: %s is another host than the one that is set", address)
		}
		return (&net.Dialer{Timeout: dialTime}).DialContext(ctx, network, address)
	}
	return &http.Transport{DialContext: dial, TLSHandshakeTimeout: dialTime, ResponseHeaderTimeout: answerTime,
		IdleConnTimeout: idleTime, MaxIdleConnsPerHost: 16, MaxResponseHeaderBytes: 64 << 10, DisableCompression: true, TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}}
}

// ofServer reports whether an address is the server's: its own, a bucket's below it, or, of a cloud of
// several regions, that of the bucket's region.
func ofServer(host, port string, server *url.URL) bool {
	want := server.Port()
	if want == "" {
		want = map[string]string{"https": "443", "http": "80"}[server.Scheme]
	}
	if port != want {
		return false
	}
	is := server.Hostname()
	if host == is || strings.HasSuffix(host, "."+is) {
		return true
	}
	for _, cloud := range []string{".amazonaws.com", ".amazonaws.com.cn"} {
		if strings.HasSuffix(is, cloud) && strings.HasSuffix(host, cloud) {
			return true
		}
	}
	return false
}

// Open gives the place in a bucket that an address names, at the server and with the keys that
// the environment names. Nothing is asked of the server yet.
func Open(address string) (*Bucket, error) {
	name, prefix, err := Parse(address)
	if err != nil {
		return nil, err
	}
	u, err := endpointOf()
	if err != nil {
		return nil, err
	}
	key, err := secretOf(KeyVariable)
	secret, serr := secretOf(SecretVariable)
	if err = errors.Join(err, serr); err != nil {
		return nil, err
	}
	if key == "" || secret == "" {
		return nil, fmt.Errorf("原件放在 S3 里的，要有密钥：环境变量 %s 和 %s，或它们的 _FILE 写的文件", KeyVariable, SecretVariable)
	}
	trusted, err := roots()
	if err != nil {
		return nil, err
	}
	region := os.Getenv(RegionVariable)
	if region == "" {
		region = "us-east-1" // else every bucket would be asked for its own
	}
	core, err := minio.NewCore(u.Host, &minio.Options{Creds: credentials.NewStaticV4(key, secret, ""), Secure: u.Scheme == "https", Transport: transport(u, trusted), Region: region, MaxRetries: 1})
	if err != nil {
		return nil, fmt.Errorf("环境变量 %s 写的 %s 不能用：%w", EndpointVariable, u.Redacted(), err)
	}
	return &Bucket{core: core, name: name, prefix: prefix, Settings: Settings{u.Scheme + "://" + u.Host, region, shown(key), os.Getenv(AuthorityFile)}}, nil
}
