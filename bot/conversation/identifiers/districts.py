"""The districts that the plates of Germany and Austria begin with, in small letters."""

from typing import Final

_GERMAN_WORDS: Final = """
a aa ab abg abi ac ae ah aib aic ak alf alz am an ana ang ank ap apd arn art as asl asz at au auf
aur aw az aze b ba bad bar bb bbg bbl bc bch bd bed ber bf bgd bgl bh bi bid bin bir bit biw bk bks
bl blb blk bm bn bna bo bog boh bor bot bra brb brg brk brl brv bs bsb bsk bt btf bu bud bul bur
bus buz bw bwl byl bz bza böb bör büd bür büs c ca cas cb ce cha clp clz coc coe cr cux cw d da dah
dan dau dbr dd de deg del dgf dh di dil din diz dkb dl dlg dm dn do don du duw dw dz dön düd düw e
ea eb ebe ebn ebs eck ed ee ef eg eh ei eic eil ein eis el em emd emm en er erb erh erk erz es esb
esw eu ew f fb fd fdb fds feu ff fg fi fkb fl flo fn fo for fr frg fri frw fs ft ftl fu fus fw fz
fü füs g ga gan gap gc gd gdb ge gel geo ger gf gg gha ghc gi gk gl gla gm gmn gn gna gnt go goa
goh gp gr gra grh gri grm grs grz gs gt gth gub gun guz gv gvm gw gz gzw gö göp ha hab hal ham has
hb hbn hbs hc hch hd hdh hdl he heb hef hei hel her het hf hg hgn hgw hh hhm hi hig hip hk hl hm
hmu hn ho hog hoh hol hom hor hos hot hp hr hro hs hsk hst hu hus hv hvl hwi hx hy hz hös höx igb
ik il ill in is iz j je jev jl jul k ka kb kc ke keh kel kem kf kg kh ki kib kk kl kle klz km kn ko
kon kot koz kr kro krs kru ks kt ku kun kus kw ky kyf kö köt köz kün küs l la lan lau lb lbs lbz lc
ld ldk lds leo ler lev lf lg lh lhw li lib lif lip ll lm ln lo lob los lp lr lro lsa lsn lsz lu lub
lud lup lus lwl löb lü lüd lün m ma mab mai mak mal mar mb mbk mc md me med meg mei mek mel mer met
mg mgh mgn mh mhl mi mic mil mk ml mm mn mo mod mol mon mos mq mr ms mse msh msp mst mt mtk mtl mu
mub mue mul mun mur mus muw mvl mw my myk mz mzg mäb müb mül mün mür n na nab nai nau nb nd ndh ne
nea neb nec nen nes new nf nh ni nk nl nm nmb nms no noh nol nom nor np nr nt nu nvp nw nwm ny nz
nöl oa oal ob obb obg oc och od oe of og oh oha ohv ohz ok ol op opr or os osl ov ovi ovl ovp oz p
pa paf pan par pb pch pe peg pf pi pir pl plo plö pm pn pr pru prü ps pw pz qft qlb r ra rc rd rdg
re reg reh rei rg rh ri rid rie rl rm rn ro rod rof rok rol ros rot row rp rs rsl rt ru rud rug rv
rw rz rüd rüg rüs s saa sab sad san saw sb sbg sbk sc sce sch scz sdh sdl sdt se seb see sef sel
sfa sfb sfl sft sg sgh sh sha shg shk shl si sig sim sk sl slb sle slf slk sln sls slu slz sm smu
sn so sob sog sok som son sp spb spn sr srb sro st sta std ste stl sto su sul suw sw swa sy szb süw
t tbb tdo te tet tf tg tir to tol tr ts tt tut ue uem uer uff uh ul um un usi v va vai vb vec ver
vg vib vie vit vk vl voh vr vs w wa waf wak wan war wat wb wbs wda we weg wel wem wen wer wes wf wg
whv wi wil wis wit wiz wk wl wlg wm wms wn wnd wo woh wol wor wos wr wrn ws wsf wst wsw wt wtl wtm
wue wug wun wur ww wz wzl wüm wür z ze zel zi zig zp zr zs zt zw zz übe
"""
GERMAN: Final = frozenset(_GERMAN_WORDS.split())

_AUSTRIAN_WORDS: Final = """
am b ba bl bm bn br bz dl do e eb ef eu fb fe ff fk fr g gb gd gf gm gr gs gu ha hb hl ho i il im
je jo ju k kb kf ki kl ko kr ks ku l la lb le lf li ll ln lz ma md me mi mt mu mz nd nk ol op ow p
pe pl ra re ri ro s sb sd se sl so sp sr st su sv sw sz ta tk tu ud uu vb vi vk vl vo w wb we wk wl
wn wo wt wu wy wz za ze zt zw
"""
AUSTRIAN: Final = frozenset(_AUSTRIAN_WORDS.split())
