package portal

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/portal/desk"
	"huibao/samples"
)

// described is the description of the interface as tests go by it.
type described struct {
	Paths map[string]map[string]struct {
		Security  *[]any
		Responses map[string]struct {
			Headers map[string]any
			Content map[string]struct{ Schema map[string]any }
		}
	}
	Components struct{ Schemas map[string]map[string]any }
}

// interface2024 is a house with the description, and programs by their roles.
type interface2024 struct {
	*house
	says   described
	tokens map[act.Role]string
	keeper *browser
	met    map[string]bool // answers that came, by route and status
}

func newInterface(t *testing.T) *interface2024 {
	t.Helper()
	x := &interface2024{house: newHouse(t), tokens: map[act.Role]string{}, met: map[string]bool{}}
	must(t, json.Unmarshal([]byte((&browser{h: x.house}).get("/api/v1/openapi.json").body), &x.says))
	x.admit("keeper", act.Held{Role: act.Keeper})
	x.keeper = x.enter("keeper")
	for _, role := range desk.MachineRoles() {
		x.tokens[role] = x.token("程序"+string(role), role)
	}
	return x
}

// token has a program's made on the page.
func (x *interface2024) token(name string, role act.Role) string {
	x.t.Helper()
	r := x.keeper.post("/notices/tokens", "name", name, "role", string(role), "unit", x.mine)
	_, after, found := strings.Cut(r.body, `<p class="mono">hb_`)
	token, _, _ := strings.Cut(after, "<")
	if r.status != http.StatusOK || !found {
		x.t.Fatal(r.status, r.body)
	}
	if again := x.keeper.get("/notices").body; strings.Contains(again, token) || !strings.Contains(again, name) {
		x.t.Error("the token is shown again, or its program is not")
	}
	return "hb_" + token
}

// ask asks in the name of a program, and holds the answer to the description.
func (x *interface2024) ask(method, pattern, unit, token, body, kind string, change func(*http.Request)) reply {
	x.t.Helper()
	path := strings.NewReplacer("{period}", june, "{unit}", unit, "{code}", "21.2").Replace(pattern)
	r := (&browser{h: x.house}).ask(method, "/api/v1"+path, body, kind, func(req *http.Request) {
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		if change != nil {
			change(req)
		}
	})
	answer, ok := x.says.Paths[pattern][strings.ToLower(method)].Responses[fmt.Sprint(r.status)]
	if !ok {
		x.t.Errorf("%s %s: %d is not described: %s", method, pattern, r.status, r.body)
		return r
	}
	x.met[fmt.Sprintf("%s %s %d", method, pattern, r.status)] = true
	var doc any
	must(x.t, json.Unmarshal([]byte(r.body), &doc))
	if why := x.fits(answer.Content["application/json"].Schema, doc, ""); why != "" {
		x.t.Errorf("%s %s %d: %s\n%s", method, pattern, r.status, why, r.body)
	}
	for name := range answer.Headers {
		if r.header.Get(name) == "" {
			x.t.Errorf("%s %s %d: no %s", method, pattern, r.status, name)
		}
	}
	if !strings.HasPrefix(r.header.Get("Content-Type"), "application/json") {
		x.t.Error(r.header)
	}
	return r
}

// fits says how a value is otherwise than its schema; "" where it fits. It knows the words
// that the description uses, and no others.
func (x *interface2024) fits(schema map[string]any, v any, at string) string {
	for word := range schema {
		if !slices.Contains([]string{"$ref", "type", "description", "additionalProperties", "required", "properties", "items", "enum"}, word) {
			return at + ": the test does not know " + word
		}
	}
	if name, ok := schema["$ref"].(string); ok {
		return x.fits(x.says.Components.Schemas[strings.TrimPrefix(name, "#/components/schemas/")], v, at)
	}
	if list, ok := schema["enum"].([]any); ok && !slices.Contains(list, v) {
		return fmt.Sprint(at, ": ", v, " is not among ", list)
	}
	switch schema["type"] {
	case "string":
		if _, ok := v.(string); !ok {
			return at + ": no text"
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			return at + ": not yes or no"
		}
	case "integer":
		if n, ok := v.(float64); !ok || n != float64(int(n)) {
			return at + ": no whole number"
		}
	case "array":
		list, ok := v.([]any)
		if !ok {
			return at + ": no list"
		}
		for i, item := range list {
			if why := x.fits(schema["items"].(map[string]any), item, fmt.Sprint(at, "/", i)); why != "" {
				return why
			}
		}
	case "object":
		return x.fitsObject(schema, v, at)
	default:
		return fmt.Sprint(at, ": the test does not know ", schema["type"])
	}
	return ""
}

func (x *interface2024) fitsObject(schema map[string]any, v any, at string) string {
	doc, ok := v.(map[string]any)
	if !ok {
		return at + ": no object"
	}
	required, _ := schema["required"].([]any)
	for _, name := range required {
		if _, ok := doc[name.(string)]; !ok {
			return fmt.Sprint(at, ": lacks ", name)
		}
	}
	known, _ := schema["properties"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(doc)) {
		s, ok := known[name].(map[string]any)
		if more, is := schema["additionalProperties"].(map[string]any); !ok && is {
			s, ok = more, true
		}
		if !ok && schema["additionalProperties"] == false {
			return at + ": has " + name
		}
		if ok {
			if why := x.fits(s, doc[name], at+"/"+name); why != "" {
				return why
			}
		}
	}
	return ""
}

// filled is the body of a hand-in.
func filled(t *testing.T, name string, data []byte) (text, kind string) {
	t.Helper()
	body, kind := form(t, []upload{{name, data}})
	return body.String(), kind
}

// TestAPI goes by the description: its paths are the table's; every program at every path,
// of the own and another unit, as the matrix has it; and every answer that it names came.
func TestAPI(t *testing.T) {
	x := newInterface(t)
	var table, described []string
	for _, r := range routes {
		if p, ok := strings.CutPrefix(r.pattern, "/api/v1"); ok {
			table = append(table, r.method+" "+p)
		}
	}
	data, err := os.ReadFile(filepath.Join(x.dir, "returns", june, samples.Example))
	must(t, err)
	for path, methods := range x.says.Paths {
		for method, says := range methods {
			method = strings.ToUpper(method)
			described = append(described, method+" "+path)
			body, kind := "", ""
			if method == http.MethodPost {
				body, kind = filled(t, "报表.xlsx", data)
			}
			if says.Security != nil { // for anyone
				x.ask(method, path, x.mine, "", body, kind, nil)
				continue
			}
			for _, bad := range []string{"", "hb_x", strings.Repeat("a", 5000), "' OR 1=1 --"} {
				if r := x.ask(method, path, x.mine, bad, body, kind, nil); r.status != http.StatusUnauthorized || r.header.Get("WWW-Authenticate") != "Bearer" {
					t.Errorf("%s %s with %.20q: %d", method, path, bad, r.status)
				}
			}
			for role, token := range x.tokens {
				may := mayDo[method+" /api/v1"+path][role]
				if !strings.Contains(path, "{unit}") && may > 0 {
					may = 2
				}
				for level, unit := range map[int]string{1: x.mine, 2: x.other} {
					if r := x.ask(method, path, unit, token, body, kind, nil); (r.status < 300) != (may >= level) || may < level && r.status != http.StatusNotFound {
						t.Errorf("%s %s, %s, level %d: %d %s", method, path, role, level, r.status, r.body)
					}
				}
			}
		}
	}
	slices.Sort(table)
	slices.Sort(described)
	if !slices.Equal(table, described) {
		t.Errorf("the table has %v, the description %v", table, described)
	}
	x.refused(data)
	x.tooOften()
	for path, methods := range x.says.Paths {
		for method, says := range methods {
			for status := range says.Responses {
				if name := strings.ToUpper(method) + " " + path + " " + status; !x.met[name] && status != "500" {
					t.Error("never came:", name)
				}
			}
		}
	}
}

const filesPath = "/returns/{period}/{unit}/files"

// refused brings about what a hand-in may be answered besides.
func (x *interface2024) refused(data []byte) {
	x.t.Helper()
	token := x.tokens[act.Clerk]
	body, kind := filled(x.t, "报表.xlsx", data)
	x.ask("POST", filesPath, x.mine, token, body, kind, nil) // again
	x.ask("POST", filesPath, x.mine, token, body[:len(body)/2], kind, nil)
	x.ask("POST", filesPath, x.mine, token, "{}", "application/json", nil)
	x.ask("POST", filesPath, x.mine, token, body, kind, func(r *http.Request) { r.Header.Set("Origin", "https://evil.test") })
	large, kind := filled(x.t, "大.xlsx", make([]byte, x.desk.MaxFile()+1))
	x.ask("POST", filesPath, x.mine, token, large, kind, nil)
	for i := range 40 {
		one, kind := filled(x.t, fmt.Sprintf("%d.xlsx", i), fmt.Append(data, i))
		if r := x.ask("POST", filesPath, x.mine, token, one, kind, nil); r.status == http.StatusTooManyRequests {
			return
		}
	}
	x.t.Error("no bound of how many")
}

// tooOften asks with a token until it is told to wait, at every path; and with tokens that do
// not hold, which keeps no other program out, and is recorded, if not without end.
func (x *interface2024) tooOften() {
	x.t.Helper()
	board := func(token string) reply { return x.ask("GET", "/board/{period}", "", token, "", "", nil) }
	leader, officer := x.tokens[act.Leader], x.tokens[act.Officer]
	asked := 0
	for board(leader).status == http.StatusOK {
		if asked++; asked > 400 {
			x.t.Fatal("no bound of how often")
		}
	}
	for path := range x.says.Paths {
		if path != filesPath && path != "/openapi.json" {
			if r := x.ask("GET", path, x.mine, leader, "", "", nil); r.status != http.StatusTooManyRequests {
				x.t.Errorf("%s, too often: %d", path, r.status)
			}
		}
	}
	wrong := 0
	for board("hb_wrong").status == http.StatusUnauthorized {
		if wrong++; wrong > 30 {
			x.t.Fatal("no bound of wrong tokens")
		}
	}
	if r := board(officer); r.status != http.StatusOK {
		x.t.Errorf("another program is kept out: %d", r.status)
	}
	if n := strings.Count(x.keeper.get("/audit").body, "令牌无效"); n < wrong || n > 60 {
		x.t.Errorf("%d wrong tokens in the audit, %d asked", n, wrong)
	}
	x.clock.move(time.Minute)
	if r := board(leader); r.status != http.StatusOK {
		x.t.Errorf("after a minute: %d", r.status)
	}
}

// TestAPITokens: a token ends when it is taken back, replaced or old, at once; only its
// hash is kept; it opens no page; and no program gets what only a person may.
func TestAPITokens(t *testing.T) {
	x := newInterface(t)
	board := func(token string) int {
		return x.ask("GET", "/board/{period}", "", token, "", "", nil).status
	}
	officer := x.tokens[act.Officer]
	if board(officer) != http.StatusOK {
		t.Fatal("the token does not open the board")
	}
	if r := (&browser{h: x.house, cookie: officer}).get("/board/" + june); r.status != http.StatusSeeOther {
		t.Error("a token is a session:", r.status)
	}
	if r := (&browser{h: x.house, cookie: x.keeper.cookie}).get("/api/v1/board/" + june); r.status != http.StatusUnauthorized {
		t.Error("a session is a token:", r.status)
	}
	fresh := x.token("程序"+string(act.Officer), act.Officer)
	if board(officer) != http.StatusUnauthorized || board(fresh) != http.StatusOK {
		t.Error("the one before holds, or the new one doesn't")
	}
	if r := x.keeper.post("/notices/tokens/end", "program", "接口-程序经办"); r.status != http.StatusSeeOther || board(fresh) != http.StatusUnauthorized {
		t.Error("taken back, and it holds:", r.status)
	}
	leader := x.tokens[act.Leader]
	must(t, x.desk.Disable(context.Background(), "test", "接口-程序领导", true))
	if board(leader) != http.StatusUnauthorized {
		t.Error("its account is out of force, and it holds")
	}
	must(t, x.desk.Disable(context.Background(), "test", "接口-程序领导", false))
	if board(leader) != http.StatusUnauthorized {
		t.Error("it came back with its account")
	}
	last := x.token("最后", act.Leader)
	x.clock.move(desk.TokenLimit - time.Second)
	if board(last) != http.StatusOK {
		t.Error("ended before its time")
	}
	x.clock.move(time.Second)
	if board(last) != http.StatusUnauthorized {
		t.Error("holds after its time")
	}
	data, err := os.ReadFile(filepath.Join(placed(x.dir).Ledger(), "ledger.db"))
	must(t, err)
	for _, token := range append(slices.Collect(maps.Values(x.tokens)), fresh, last) {
		if bytes.Contains(data, []byte(token)) {
			t.Error("a token stands in the ledger")
		}
	}
	x.keeper = x.enter("keeper")
	for _, role := range []act.Role{act.Reviewer, act.Signer, act.Director, act.Keeper, "x"} {
		if r := x.keeper.post("/notices/tokens", "name", "坏", "role", string(role), "unit", x.mine); r.status != http.StatusUnprocessableEntity {
			t.Errorf("a token for %s: %d", role, r.status)
		}
	}
	for what, r := range map[string]reply{
		"another role": x.keeper.post("/people/one", "account", "接口-最后", "name", "最后", "do", "roles", "role", string(act.Director)),
		"a password":   x.keeper.post("/people/one", "account", "接口-最后", "do", "reset"),
		"a person's":   x.keeper.post("/people", "account", "接口-人", "name", "人", "role", string(act.Leader)),
		"no program":   x.keeper.post("/notices/tokens/end", "program", "keeper2"),
	} {
		if r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", what, r.status)
		}
	}
}
