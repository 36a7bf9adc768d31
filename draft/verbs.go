package draft

import "strings"

// verb is a word that begins what is to be done; builds says that one thing made
// by it (新建一所…) is a target too.
type verb struct {
	word   string
	builds bool
}

// verbs, the longer before the shorter.
var verbs = []verb{
	{"新建、改扩建", true}, {"新建、改造", true}, {"重建、改造", true}, {"新建、扩改建", true}, {"改造提质", true}, {"提质改造", true}, {"重建", true}, {"新建、扩建", true}, {"新建和改扩建", true}, {"新建、改建", true}, {"新建(改扩建)", true}, {"新(改、扩)建", true}, {"新(改、迁)建", true}, {"新改扩建", true}, {"新(改)建", true}, {"新(扩)建", true}, {"改(扩)建", true}, {"新建改建", true}, {"新建改造", true}, {"新开工", true}, {"新建成", true}, {"优化调整", false}, {"投放运营", false}, {"更新投运", false}, {"基本建成", false}, {"放映", false}, {"建设筹集", false}, {"筹集建设", false}, {"新改建", true}, {"更新改造", true}, {"升级改造", true}, {"提升改造", true}, {"维修改造", true}, {"维修养护", false}, {"改造提升", true}, {"改造升级", true}, {"建设改造", true}, {"规划建设", true}, {"启动建设", true}, {"开工建设", true}, {"新启动", true}, {"新改建", true}, {"改扩建", true}, {"新扩建", true}, {"完成", false}, {"实施", true}, {"开展", false}, {"组织开展", false}, {"举办", false},
	{"新建", true}, {"改建", true}, {"扩建", true}, {"续建", true}, {"建设", true}, {"建成", true}, {"建立", true}, {"修建", true}, {"改造", true}, {"打造", true}, {"创建", true}, {"培育", false}, {"设立", true}, {"新设", true}, {"新增", false}, {"增加", false}, {"增设", true}, {"添置", false}, {"购置", false}, {"更新", false}, {"配备", false}, {"配置", false}, {"安装", false}, {"加装", false}, {"增配", false},
	{"整治", false}, {"治理", false}, {"修复", false}, {"维修", false}, {"提升", false}, {"优化", false}, {"完善", false}, {"支持", false}, {"扶持", false}, {"奖励", false}, {"资助", false}, {"救助", false}, {"帮扶", false}, {"培训", false}, {"招募", false}, {"招聘", false}, {"引进", false}, {"开发", false}, {"募集", false}, {"筹集", false}, {"发放", false}, {"提供", false}, {"组织", false}, {"推出", false}, {"开通", false}, {"新开", false}, {"开行", false}, {"新辟", false}, {"增开", false}, {"投放", false}, {"布设", false}, {"铺设", false}, {"启动", false}, {"推进", false}, {"推动", false}, {"办理", false}, {"选派", false}, {"免费", false}, {"扩充", false}, {"建", true}, {"为", false}, {"对", false}, {"将", false}, {"给", false}, {"向", false}, {"使", false}, {"让", false}, {"在", false}, {"新", false}, {"共", false}, {"全市", false}, {"全区", false}, {"全县", false}, {"全省", false}, {"确保", false}, {"力争", false}, {"实现", false}, {"达到", false}, {"继续", false}, {"持续", false}, {"全年", false}, {"计划", false}, {"年内", false}, {"再", false}, {"城镇新增", false},
	{"开设", true}, {"创成", false}, {"开办", true}, {"竣工", false}, {"开工", false}, {"建成投用", true}, {"增殖", false}, {"发展", false}, {"评定", false}, {"命名", false}, {"购买", false}, {"体检", false}, {"筛查", false}, {"抽检", false}, {"检查", false}, {"排查", false}, {"审验", false}, {"报废", false}, {"淘汰", false}, {"巩固提升", false}, {"巩固", false}, {"优化提升", false}, {"完善提升", false}, {"救治", false}, {"转移", false}, {"安置", false}, {"供应", false}, {"回收", false}, {"布局", false}, {"设置", true}, {"施划", false}, {"划定", false}, {"创办", true}, {"培养", false}, {"储备", false}, {"植绿", false}, {"补植", false}, {"清淤", false}, {"更换", false}, {"增添", false}, {"放流", false}, {"配送", false}, {"慰问", false}, {"服务", false}, {"受理", false}, {"化解", false}, {"调解", false}, {"组建", true}, {"选树", false}, {"派驻", false}, {"吸纳", false}, {"带动", false}, {"减少", false}, {"压减", false},
	{"给予", false}, {"投运", false}, {"投用", false}, {"升级", false}, {"落实", false}, {"加快", false}, {"做好", false}, {"加强", false}, {"拓宽", false}, {"遴选", false}, {"认定", false}, {"评选", false}, {"聘用", false}, {"聘请", false}, {"招收", false}, {"招录", false}, {"新招", false}, {"解决", false}, {"消除", false}, {"取缔", false}, {"清理", false}, {"疏浚", false}, {"绿化", false}, {"植树", false}, {"栽植", false}, {"种植", false}, {"硬化", false}, {"疏通", false}, {"拆除", false}, {"搬迁", false}, {"迁建", true}, {"搬", false},
}

// withoutVerb strips the verbs in front of a name: 举办各类招聘会 is 各类招聘会.
func withoutVerb(name string) string {
	for range 3 {
		cut := false
		for _, v := range verbs {
			if rest, ok := strings.CutPrefix(name, v.word); ok && rest != "" && !weak(rest) && (len(v.word) > len("建") || strings.Contains("为对将使", v.word)) {
				name, cut = rest, true
				break
			}
		}
		if !cut {
			break
		}
	}
	return name
}

// isVerb reports whether a text is made of verbs alone.
func isVerb(text string) bool {
	for _, v := range verbs {
		if text == v.word {
			return true
		}
		if rest, ok := strings.CutPrefix(text, v.word); ok && isVerb(rest) {
			return true
		}
	}
	return text == ""
}
