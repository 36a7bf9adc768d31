package portal

import (
	"net/http"
	"strings"

	"huibao/act"
)

// who says whom a route answers.
type who struct {
	anyone bool       // without signing in
	fresh  bool       // signed in by a one-time password, too
	roles  []act.Role // one of these; none: whoever signed in
}

var (
	anyone    = who{anyone: true}
	newcomer  = who{fresh: true}
	signedIn  = who{}
	clerks    = who{roles: []act.Role{act.Clerk}}
	ofReturns = who{roles: []act.Role{act.Clerk, act.Reviewer, act.Signer, act.Officer, act.Director}}
	overview  = who{roles: []act.Role{act.Officer, act.Director, act.Leader}}
	figures   = who{roles: []act.Role{act.Clerk, act.Reviewer, act.Signer, act.Officer, act.Director, act.Leader}}
	keeper    = who{roles: []act.Role{act.Keeper}}
	officers  = who{roles: []act.Role{act.Officer, act.Director}}
	directors = who{roles: []act.Role{act.Director}}
	accounts  = who{roles: []act.Role{act.Keeper, act.Officer, act.Director}}
)

// route is one line of the table.
type route struct {
	method, pattern string
	who             who
	serve           func(*Server, http.ResponseWriter, *request) error
	body            int64 // bound of the body in bytes; 0 for that of a form
}

// bound is how large the body of a request may be, in bytes: that of files holds for what is
// sent as files alone, since the fields of a form are read into memory.
func (to route) bound(r *http.Request) int64 {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return max(to.body, maxForm)
	}
	return min(max(to.body, maxForm), maxBoxForm)
}

// routes is all that the portal answers: what is not in it is not there (S11). The desk
// looks again at whose it is. Below /api/ programs ask, by a token.
var routes = []route{
	{"GET", "/static/{name}", anyone, (*Server).static, 0},
	{"GET", "/healthz", anyone, (*Server).health, 0},
	{"GET", "/offline", anyone, (*Server).offline, 0},
	{"GET", "/login", anyone, (*Server).loginPage, 0},
	{"POST", "/login", anyone, (*Server).login, 0},
	{"POST", "/login/code", anyone, (*Server).loginCode, 0},
	{"GET", "/login/oidc", anyone, (*Server).signOn, 0},
	{"GET", SignOnPath, anyone, (*Server).signedOn, 0},
	{"GET", "/setup", anyone, (*Server).setupPage, 0},
	{"POST", "/setup", anyone, (*Server).setup, 0},
	{"POST", "/demo", anyone, (*Server).demo, 0},
	{"POST", "/logout", newcomer, (*Server).logout, 0},
	{"GET", "/me", newcomer, (*Server).me, 0},
	{"POST", "/me/password", newcomer, (*Server).setPassword, 0},
	{"GET", "/me/code", newcomer, (*Server).enrolPage, 0},
	{"POST", "/me/code", newcomer, (*Server).enrol, 0},
	{"POST", "/me/end", signedIn, (*Server).endSession, 0},
	{"GET", "/{$}", signedIn, polled((*Server).home), 0},
	{"GET", "/r/{period}/{unit}", ofReturns, polled((*Server).returned), 0},
	{"POST", "/r/{period}/{unit}/files", clerks, (*Server).handIn, maxUpload},
	{"POST", "/staged", clerks, (*Server).resume, 0},
	{"POST", "/r/{period}/{unit}/explain", clerks, (*Server).explain, 0},
	{"GET", "/r/{period}/{unit}/sign", ofReturns, (*Server).signPage, 0},
	{"POST", "/r/{period}/{unit}/sign", ofReturns, (*Server).step, 0},
	{"GET", "/r/{period}/{unit}/receipt/{n}", ofReturns, (*Server).receipt, 0},
	{"GET", "/r/{period}/{unit}/{what}/{n}", ofReturns, (*Server).download, 0},
	{"GET", "/r/{period}/{unit}/issued/{edition}/{file}", ofReturns, (*Server).issuedFile, 0},
	{"GET", "/blank/{period}/{unit}", ofReturns, (*Server).blank, 0},
	{"GET", "/board/{period}", overview, polled((*Server).board), 0},
	{"GET", "/said/{period}", officers, polled((*Server).said), 0},
	{"GET", "/f/{period}", figures, polled((*Server).find), 0},
	{"GET", "/f/{period}/{code}", figures, polled((*Server).figure), 0},
	{"GET", "/f/{period}/{code}/{unit}", figures, polled((*Server).figure), 0},
	{"GET", "/period/{period}", overview, polled((*Server).period), 0},
	{"GET", "/period/{period}/{edition}/{file}", overview, (*Server).editionFile, 0},
	{"GET", "/blanks/{period}", officers, (*Server).blanks, 0},
	{"POST", "/blanks/{period}", officers, (*Server).giveOut, 0},
	{"GET", "/board/{period}/remind", officers, (*Server).reminding, 0},
	{"POST", "/board/{period}/remind", officers, (*Server).remind, 0},
	{"GET", "/notices", accounts, (*Server).notices, 0},
	{"POST", "/notices/boxes", keeper, (*Server).setBoxes, maxBoxForm},
	{"POST", "/notices/try", keeper, (*Server).tryOut, 0},
	{"GET", "/plan", officers, (*Server).plan, 0},
	{"POST", "/plan/proposed", directors, (*Server).proposePlan, maxPlanFile},
	{"GET", "/plan/proposed", directors, (*Server).proposedPlan, 0},
	{"POST", "/plan", directors, (*Server).putPlan, 0},
	{"GET", "/decide/{period}/{unit}", officers, (*Server).decidePage, 0},
	{"POST", "/decide/{period}/{unit}", officers, (*Server).decide, 0},
	{"GET", "/lock/{period}", officers, (*Server).lockPage, 0},
	{"POST", "/lock/{period}", officers, (*Server).lock, 0},
	{"POST", "/issued/{period}", officers, (*Server).publish, maxIssued},
	{"GET", "/people", accounts, (*Server).people, 0},
	{"POST", "/people", keeper, (*Server).addPerson, 0},
	{"POST", "/people/import", keeper, (*Server).importPeople, maxPeopleFile},
	{"GET", "/people/table", keeper, (*Server).peopleTable, 0},
	{"GET", "/people/one", accounts, (*Server).onePerson, 0},
	{"POST", "/people/one", accounts, (*Server).changePerson, 0},
	{"GET", "/settings", accounts, (*Server).settings, 0},
	{"POST", "/settings", directors, (*Server).set, 0},
	{"GET", "/audit", accounts, (*Server).audit, 0},
	{"POST", "/notices/tokens", keeper, (*Server).newToken, 0},
	{"POST", "/notices/tokens/end", keeper, (*Server).endToken, 0},
	{"GET", "/api/v1/openapi.json", anyone, (*Server).described, 0},
	{"GET", "/api/v1/board/{period}", overview, (*Server).apiBoard, 0},
	{"GET", "/api/v1/returns/{period}/{unit}", ofReturns, (*Server).apiReturn, 0},
	{"GET", "/api/v1/figures/{period}/{code}", figures, (*Server).apiFigure, 0},
	{"GET", "/api/v1/figures/{period}/{code}/{unit}", figures, (*Server).apiFigure, 0},
	{"POST", "/api/v1/returns/{period}/{unit}/files", clerks, (*Server).apiHandIn, maxUpload},
}
