#!/usr/bin/env python3
"""Pages as systems that many sites run on lay them out, with texts of ours: what the gallery of site files (selectors/patterns)
is proved on, and what `site new` learns from in a test.

    patterns.py write FOLDER     the pages that the gallery's tests are pinned to

Each pattern is a function that makes a page of an Article, one that makes a page of links, and how its addresses look."""
import datetime
import os
import sys

WORDS = {
    "en": {
        "who": ["The lighthouse", "A sawmill", "The choir", "One brewery", "The railway", "A vineyard", "The observatory", "An orchard", "The ferry",
                "A bakery", "The archive", "A quarry", "The swimming pool", "One glazier", "The bell tower"],
        "what": ["is painted for the first time in years", "burns down in the night of the fair", "finds a new home by the river",
                 "asks the council for another winter", "opens its doors to every school"],
        "said": ["{who} has kept everybody in {place} busy for {n} weeks, and nobody whom we asked could say what comes next.",
                 "The council heard {m} neighbours on the matter and wrote down {n} questions, of which it answered the first two.",
                 "In {place} they remember the year in which {m} people came on foot to see what was left of it.",
                 "What it will cost is not known, but {n} thousand were put aside when the bridge was mended.",
                 "An engineer from {place} measured the walls, counted {m} cracks and called none of them dangerous.",
                 "Until the summer a committee of {n} is to say whether the plan of {place} can be built at all."],
        "place": ["Tarvik", "Skerry Point", "Lower Mill", "Ostlea", "Brackwater", "Fennholm", "Upper Quay"],
        "names": ["Ansel Brandt", "Mirte Okafor", "Joris Hale", "Selma Lindqvist"], "tell": "Read next", "share": "Share this", "all": "News",
        "offer": "Our letter brings you every morning what the coast talks about, and it costs nothing.",
        "reply": "Thank you, I had not heard of that before.", "site": "The Tide", "by": "by {name}"},
    "de": {
        "who": ["Der Leuchtturm", "Eine Mühle", "Der Chor", "Die Brauerei", "Die Bahn", "Ein Weinberg", "Die Sternwarte", "Ein Obstgarten", "Die Fähre",
                "Eine Bäckerei", "Das Archiv", "Ein Steinbruch", "Das Freibad", "Ein Glaser", "Der Glockenturm"],
        "what": ["wird zum ersten Mal seit Jahren gestrichen", "brennt in der Nacht des Jahrmarkts", "zieht an den Fluss",
                 "bittet den Rat um einen Winter", "öffnet allen Schulen die Tür"],
        "said": ["{who} beschäftigt in {place} seit {n} Wochen alle, und niemand, den wir fragten, weiß, wie es weitergeht.",
                 "Der Rat hörte dazu {m} Nachbarn an und schrieb {n} Fragen auf, von denen er zwei beantwortete.",
                 "In {place} erinnert man sich an das Jahr, in dem {m} Menschen zu Fuß kamen, um die Reste zu sehen.",
                 "Was es kostet, ist nicht bekannt, doch {n} Tausend wurden zurückgelegt, als die Brücke gerichtet wurde.",
                 "Eine Ingenieurin aus {place} vermaß die Mauern, zählte {m} Risse und nannte keinen davon gefährlich.",
                 "Bis zum Sommer soll ein Ausschuss von {n} Leuten sagen, ob der Plan aus {place} sich bauen lässt."],
        "place": ["Tarwik", "Untermühl", "Ostlach", "Brackwasser", "Fennholm", "Oberkai"],
        "names": ["Ansel Brandt", "Mirte Lindner", "Joris Hahn", "Selma Krüger"], "tell": "Weiterlesen", "share": "Teilen", "all": "Nachrichten",
        "offer": "Unser Brief bringt jeden Morgen, worüber die Küste spricht, und kostet nichts.",
        "reply": "Danke, das war mir neu.", "site": "Die Flut", "by": "Geschrieben von {name}"},
    "ru": {
        "who": ["Маяк", "Старая мельница", "Хор", "Пивоварня", "Железная дорога", "Виноградник", "Обсерватория", "Яблоневый сад", "Паром", "Пекарня",
                "Архив", "Каменоломня", "Бассейн", "Стекольная мастерская", "Колокольня"],
        "what": ["впервые за много лет ждёт ремонта", "пережила ночь ярмарки", "переезжает к реке", "просит у совета ещё одну зиму", "открывает двери для школ"],
        "said": ["{who} занимает в городе {place} всех уже {n} недель, и никто из тех, кого мы спросили, не знает, что будет дальше.",
                 "Совет выслушал {m} соседей и записал {n} вопросов, из которых ответил на первые два.",
                 "В городе {place} помнят год, когда {m} человек пришли пешком посмотреть на то, что осталось.",
                 "Сколько это стоит, неизвестно, но {n} тысяч отложили, когда чинили мост.",
                 "Инженер из города {place} измерила стены, насчитала {m} трещин и ни одной не назвала опасной.",
                 "До лета комиссия из {n} человек должна сказать, можно ли построить то, что придумали в городе {place}."],
        "place": ["Тарвик", "Скерри", "Мельничный", "Остлея", "Бракватер", "Фенхольм"],
        "names": ["Анна Брандт", "Мирон Окунев", "Юрий Холин", "Сельма Линд"], "tell": "Читайте также", "share": "Поделиться", "all": "Новости",
        "offer": "Наше письмо каждое утро рассказывает, о чём говорит побережье, и ничего не стоит.",
        "reply": "Спасибо, я об этом не слышал.", "site": "Прилив", "by": "Автор: {name}"},
    "ja": {
        "who": ["灯台", "製材所", "合唱団", "醸造所", "鉄道", "ぶどう園", "天文台", "果樹園", "渡し船", "パン屋", "文書館", "採石場", "市民プール", "ガラス工房", "鐘楼"],
        "what": ["が数年ぶりに塗り替えられる", "が祭りの夜に火事に遭う", "が川沿いに移転する", "が議会にもう一冬を求める", "がすべての学校に扉を開く"],
        "said": ["{place}では{who}のことで{n}週間前から話が続いており、取材に応じた人の誰もが先のことは分からないと語った。",
                 "議会は近所の{m}人から話を聞き、{n}件の質問を書き留めたが、答えたのは最初の二つだけだった。",
                 "{place}の人々は、{m}人が歩いて見物に来た年のことを今も覚えている。",
                 "費用はまだ分からないが、橋を直したときに{n}千万円が積み立てられた。",
                 "{place}から来た技師は壁を測り、{m}か所のひびを数え、どれも危険ではないと述べた。",
                 "夏までに{n}人の委員会が、{place}の計画を実現できるかどうかを決めることになっている。"],
        "place": ["北浜", "下川", "東原", "汐見", "沼島", "上町"],
        "names": ["佐藤健一", "鈴木美咲", "高橋直樹", "田中陽子"], "tell": "関連記事", "share": "共有する", "all": "ニュース",
        "offer": "毎朝、港の話題をお届けする無料の手紙です。ぜひご登録ください。", "reply": "知りませんでした。ありがとうございます。", "site": "潮新聞",
        "by": "{name}"},
    "ko": {
        "who": ["등대", "제재소", "합창단", "양조장", "철도", "포도밭", "천문대", "과수원", "나룻배", "빵집", "기록관", "채석장", "수영장", "유리 공방", "종탑"],
        "what": ["몇 년 만에 새로 칠한다", "장날 밤에 불이 나다", "강가로 자리를 옮긴다", "의회에 겨울 한 철을 더 청하다", "모든 학교에 문을 연다"],
        "said": ["{place}에서는 {who} 이야기가 {n}주째 이어지고 있으며 우리가 만난 사람 가운데 앞일을 아는 이는 없었다.",
                 "의회는 이웃 {m}명의 말을 듣고 질문 {n}개를 적었으나 처음 두 개에만 답했다.",
                 "{place} 사람들은 {m}명이 걸어서 구경하러 온 해를 아직도 기억한다.",
                 "비용이 얼마나 들지는 알 수 없지만 다리를 고칠 때 {n}천만 원을 따로 떼어 두었다.",
                 "{place}에서 온 기술자는 벽을 재고 금이 간 곳 {m}군데를 세었으며 위험한 곳은 없다고 말했다.",
                 "여름까지 {n}명으로 이루어진 위원회가 {place}의 계획을 지을 수 있는지 밝힐 예정이다."],
        "place": ["북항", "아랫내", "동들", "물목", "늪섬", "윗마을"],
        "names": ["김민준", "이서연", "박도윤", "최지우"], "tell": "관련 기사", "share": "공유하기", "all": "뉴스",
        "offer": "아침마다 바닷가 소식을 전해 드리는 무료 편지를 받아 보세요.", "reply": "처음 듣는 이야기네요. 고맙습니다.", "site": "밀물신문",
        "by": "{name} 기자"},
}
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
GERMAN = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()


class Article:
    """The texts of number `number`; what a page of it must be read as."""

    def __init__(self, number, language):
        self.number, self.words = number, WORDS[language]
        words = self.words
        who, self.author = words["who"][number % 15], words["names"][number % 4]
        what = words["what"][(number + number // 5) % 5]
        self.title = who + ("" if language == "ja" else " ") + what
        self.moment = datetime.datetime(2026, 1, 3, 7, 10) + datetime.timedelta(days=number, minutes=37 * number)
        self.id = 4100 + 13 * number
        self.slug = "report-%d" % (31 + number * 7)
        self.paragraphs = []
        for k in range(5):
            fill = lambda text, seed: text.format(who=who, n=3 + seed % 47, m=11 + seed * 7 % 83, place=words["place"][seed % len(words["place"])])
            seed = number * 11 + k * 5
            self.paragraphs.append((" " if language != "ja" else "").join(
                fill(words["said"][(number + k * 2 + j) % 6], seed + j * 3) for j in range(2)))

    def iso(self, zone="+00:00"):
        return self.moment.strftime("%Y-%m-%dT%H:%M:%S") + zone

    def day(self):
        return "%s %d, %d" % (MONTHS[self.moment.month - 1], self.moment.day, self.moment.year)

    def text(self):
        return "".join("<p>%s</p>\n" % p for p in self.paragraphs)

    def lines(self):
        return "<br /><br />\n".join(self.paragraphs)


class Pattern:
    """`page(article, link, others)` and `listing(articles, link)` give what is in <body>, `head(article)` what is in <head>."""

    def __init__(self, language, path, page, listing, head=lambda a: "", name=None):
        self.language, self.path, self.page, self.listing, self.head = language, path, page, listing, head
        self.host = name + ".example"

    def url(self, article):
        return "https://%s%s" % (self.host, self.path(article))

    def articles(self, numbers):
        return [Article(number, self.language) for number in numbers]

    def whole(self, title, head, body):
        return ("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n%s</head>\n%s\n</html>\n"
                % (self.language, title, head, body))

    def article_page(self, article, others):
        title = "%s - %s" % (article.title, article.words["site"])
        return self.whole(title, self.head(article), self.page(article, others, self.path))

    def listing_page(self, articles, title=None):
        return self.whole(title or articles[0].words["site"], "", self.listing(articles, self.path))


def links(articles, path, form):
    return "".join(form.format(url=path(a), title=a.title, day=a.day(), id=a.id) for a in articles)


def social_head(article):
    return '<meta property="og:title" content="%s">\n<meta property="og:type" content="article">\n' % article.title


def linked_data(article):
    return ('<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"%s","datePublished":"%s",'
            '"author":[{"@type":"Person","name":"%s"}]}</script>\n' % (article.title, article.iso("Z"), article.author))


def menu(words, item='<li class="menu-item"><a href="{0}">{1}</a></li>'):
    return "".join(item.format(url, name) for url, name in (("/", words["site"]), ("/news/", words["all"]), ("/about/", "Info"), ("/contact/", "Mail")))


# WordPress, a classic theme.
def wordpress_page(a, others, path):
    w = a.words
    return """<body class="post-template-default single single-post postid-%d single-format-standard"><div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/" rel="home">%s</a></p><nav class="main-navigation"><ul class="menu">%s</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-%d" class="post-%d post type-post status-publish format-standard hentry category-coast">
<header class="entry-header"><h1 class="entry-title">%s</h1><div class="entry-meta"><span class="posted-on">Posted on <a href="%s" rel="bookmark"><time class="entry-date published" datetime="%s">%s</time></a></span> <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/%d/">%s</a></span></span></div></header>
<div class="entry-content">%s<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">%s:</h3><ul><li><a href="/share?x">Mail</a></li><li><a href="/share?y">Print</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline">%s</h3>%s</div></div>
<footer class="entry-footer"><span class="cat-links">Filed under <a href="/category/coast/" rel="category tag">Coast</a></span></footer></article>
<nav class="navigation post-navigation">%s</nav>
<div id="comments" class="comments-area"><h2 class="comments-title">One thought</h2><ol class="comment-list"><li class="comment"><div class="comment-content"><p>%s</p></div></li></ol></div>
</main></div><aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>%s</ul></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">Proudly printed by the Tide Press</div></footer></div></body>""" % (
        a.id, w["site"], menu(w), a.id, a.id, a.title, path(a), a.iso(), a.day(), a.number % 4, a.author, a.text(), w["share"], w["tell"],
        links(others[:3], path, '<div class="jp-relatedposts-post"><h4><a href="{url}">{title}</a></h4></div>'),
        links(others[3:4], path, '<div class="nav-previous"><a href="{url}" rel="prev">{title}</a></div>'), w["reply"],
        links(others, path, '<li><a href="{url}">{title}</a></li>'))


def wordpress_list(articles, path):
    w = articles[0].words
    cards = "".join("""<article id="post-%d" class="post-%d post type-post status-publish hentry"><header class="entry-header"><h2 class="entry-title"><a href="%s" rel="bookmark">%s</a></h2><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="%s">%s</time></span></div></header><div class="entry-summary"><p>%s</p></div></article>
""" % (a.id, a.id, path(a), a.title, a.iso(), a.day(), a.paragraphs[0][:90]) for a in articles)
    return """<body class="home blog hfeed"><div id="page" class="site"><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">%s</a></h1><nav class="main-navigation"><ul class="menu">%s</ul></nav></header>
<div id="primary" class="content-area"><main id="main" class="site-main">%s<nav class="navigation posts-navigation"><div class="nav-links"><div class="nav-previous"><a href="/page/2/">Older posts</a></div></div></nav></main></div></div></body>""" % (w["site"], menu(w), cards)


# WordPress, a theme of blocks.
def blocks_page(a, others, path):
    w = a.words
    return """<body class="single single-post postid-%d wp-embed-responsive"><div class="wp-site-blocks">
<header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">%s</a></p><nav class="wp-block-navigation"><ul class="wp-block-navigation__container">%s</ul></nav></header>
<main class="wp-block-group is-layout-flow wp-container-%d"><div class="wp-block-group has-global-padding">
<h1 class="wp-block-post-title has-x-large-font-size">%s</h1><div class="wp-block-group is-layout-flex wp-container-%d"><div class="wp-block-post-date"><time datetime="%s">%s</time></div><div class="wp-block-post-author-name"><a href="/author/%d/" class="wp-block-post-author-name__link">%s</a></div></div></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">%s<div class="wp-block-jetpack-subscriptions"><p>%s</p></div></div>
<div class="wp-block-post-terms"><a href="/category/coast/" rel="tag">Coast</a></div>
<nav class="wp-block-group post-nav">%s</nav>
<section class="wp-block-query"><h2 class="wp-block-heading">%s</h2><ul class="wp-block-post-template is-layout-flow">%s</ul></section></main>
<footer class="wp-block-template-part"><p>Printed by the Tide Press</p></footer></div></body>""" % (
        a.id, w["site"], menu(w, '<li class="wp-block-navigation-item"><a href="{0}">{1}</a></li>'), a.id % 7, a.title, a.id % 11, a.iso(), a.day(),
        a.number % 4, a.author, a.text(), w["offer"], links(others[3:4], path, '<div class="post-navigation-link-previous wp-block-post-navigation-link"><a href="{url}">{title}</a></div>'),
        w["tell"], links(others[:3], path, '<li class="wp-block-post post-{id} type-post hentry"><h3 class="wp-block-post-title"><a href="{url}">{title}</a></h3></li>'))


def blocks_list(articles, path):
    w = articles[0].words
    cards = "".join("""<li class="wp-block-post post-%d post type-post status-publish hentry"><h2 class="wp-block-post-title"><a href="%s" target="_self">%s</a></h2><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">%s</p></div><div class="wp-block-post-date"><time datetime="%s"><a href="%s">%s</a></time></div></li>
""" % (a.id, path(a), a.title, a.paragraphs[0][:90], a.iso(), path(a), a.day()) for a in articles)
    return """<body class="home blog"><div class="wp-site-blocks"><header class="wp-block-template-part"><h1 class="wp-block-site-title"><a href="/">%s</a></h1><nav class="wp-block-navigation"><ul>%s</ul></nav></header>
<main class="wp-block-group"><div class="wp-block-query"><ul class="wp-block-post-template is-layout-flow">%s</ul><nav class="wp-block-query-pagination"><a href="/page/2/" class="wp-block-query-pagination-next">Next Page</a></nav></div></main></div></body>""" % (w["site"], menu(w), cards)


# Drupal.
def drupal_page(a, others, path):
    w = a.words
    return """<body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><div class="block block-system-branding-block"><a href="/">%s</a></div></div><nav class="block block-menu navigation menu--main"><ul class="menu">%s</ul></nav></header>
<main role="main"><div class="layout-content"><div class="region region-content"><div class="block block-page-title-block"><h1 class="title page-title"><span class="field field--name-title field--type-string">%s</span></h1></div>
<article role="article" class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">By <span class="field field--name-uid"><a title="View user profile." href="/user/%d" class="username">%s</a></span>, <span class="field field--name-created">%d %s %d</span></div></footer>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">%s</div>
<div class="field field--name-field-tags field--label-above"><div class="field__label">Tags</div><div class="field__items"><div class="field__item"><a href="/tags/coast">Coast</a></div></div></div>
<div class="node__links"><ul class="links inline"><li class="comment-add"><a href="/user/login">Log in to post comments</a></li></ul></div></div></article>
<div class="views-element-container block block-views"><h2>%s</h2><div class="view view-related"><div class="view-content">%s</div></div></div>
</div></div><aside class="layout-sidebar-second" role="complementary"><div class="region region-sidebar-second"><div class="block block-block-content"><p>%s</p></div></div></aside></main>
<footer role="contentinfo"><div class="region region-footer">Printed by the Tide Press</div></footer></div></div></body>""" % (
        w["site"], menu(w), a.title, a.number % 4, a.author, a.moment.day, MONTHS[a.moment.month - 1], a.moment.year, a.text(), w["tell"],
        links(others[:4], path, '<div class="views-row"><span class="field-content"><a href="{url}" hreflang="en">{title}</a></span></div>'), w["offer"])


def drupal_list(articles, path):
    w = articles[0].words
    cards = "".join("""<div class="views-row"><article role="article" class="node node--type-article node--promoted node--view-mode-teaser"><h2 class="node__title"><a href="%s" rel="bookmark"><span class="field field--name-title">%s</span></a></h2><footer class="node__meta"><div class="node__submitted"><span class="field field--name-created">%d %s %d</span></div></footer><div class="node__content"><div class="field field--name-body"><p>%s</p></div></div></article></div>
""" % (path(a), a.title, a.moment.day, MONTHS[a.moment.month - 1], a.moment.year, a.paragraphs[0][:90]) for a in articles)
    return """<body class="path-frontpage"><header role="banner"><div class="region region-header"><a href="/">%s</a></div><nav class="navigation menu--main"><ul class="menu">%s</ul></nav></header>
<main role="main"><div class="region region-content"><div class="views-element-container"><div class="view view-frontpage"><div class="view-content">%s</div><nav class="pager" role="navigation"><ul class="pager__items"><li class="pager__item pager__item--next"><a href="/?page=1" title="Go to next page" rel="next">Next</a></li></ul></nav></div></div></div></main></body>""" % (w["site"], menu(w), cards)


# Arc: names of components beside those that a build made.
def arc_page(a, others, path):
    w = a.words
    return """<body><div id="fusion-app" class="fusion-app"><div class="b-right-rail"><header class="page-header"><section class="b-header-nav-chain"><nav>%s</nav></section></header>
<section role="main" class="b-right-rail__main"><div class="b-single-chain"><div class="b-overline"><a href="/news/">%s</a></div><h1 class="b-headline sc-%x">%s</h1>
<div class="b-byline"><span class="b-byline__by">By</span> <span class="b-byline__names"><a class="b-byline__link" href="/author/%d/">%s</a></span></div><time as="time" class="b-date" datetime="%s">%s at %s UTC</time>
<div class="b-share-bar"><button>%s</button></div></div>
<article class="b-article-body">%s<div class="b-ads-block c-stack"><p>Advertisement</p></div>%s<div class="b-newsletter c-stack"><p>%s</p></div></article>
<div class="b-tags-list"><a href="/tags/coast/">Coast</a></div></section>
<aside class="b-right-rail__rail-right"><h2 class="b-headline-small">%s</h2><div class="b-top-table-list">%s</div></aside></div>
<footer class="b-footer"><p>Printed by the Tide Press</p></footer></div></body>""" % (
        menu(w, '<a class="c-link" href="{0}">{1}</a> '), w["all"], a.id * 77777, a.title, a.number % 4, a.author, a.iso(".000Z"), a.day(), a.moment.strftime("%H:%M"), w["share"],
        "".join('<p class="c-paragraph">%s</p>' % p for p in a.paragraphs[:2]), "".join('<p class="c-paragraph">%s</p>' % p for p in a.paragraphs[2:]),
        w["offer"], w["tell"], links(others, path, '<article class="b-top-table-list-small"><a class="c-link" href="{url}"><h2 class="c-heading">{title}</h2></a></article>'))


def arc_list(articles, path):
    w = articles[0].words
    cards = "".join("""<div class="b-results-list__item"><a class="c-link" href="%s"><h2 class="c-heading">%s</h2></a><p class="c-paragraph b-results-list__description">%s</p><time class="c-date" datetime="%s">%s</time></div>
""" % (path(a), a.title, a.paragraphs[0][:90], a.iso(".000Z"), a.day()) for a in articles)
    return """<body><div id="fusion-app" class="fusion-app"><header class="page-header"><nav>%s</nav></header><section role="main"><div class="b-results-list">%s</div></section><footer class="b-footer"><p>Printed by the Tide Press</p></footer></div></body>""" % (
        menu(w, '<a class="c-link" href="{0}">{1}</a> '), cards)


# Ghost.
def ghost_page(a, others, path):
    w = a.words
    return """<body class="post-template tag-coast"><div class="gh-viewport"><header id="gh-navigation" class="gh-navigation gh-outer"><a class="gh-navigation-logo" href="/">%s</a><nav class="gh-navigation-menu"><ul class="nav">%s</ul></nav></header>
<main class="gh-main"><article class="gh-article post tag-coast"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/coast/">Coast</a><h1 class="gh-article-title is-title">%s</h1>
<div class="gh-article-meta"><div class="gh-article-meta-wrapper"><h4 class="gh-article-author-name"><a href="/author/%d/">%s</a></h4><div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="%s">%s</time> <span class="gh-article-meta-length">3 min read</span></div></div></div></header>
<section class="gh-content gh-canvas is-body">%s<div class="kg-card kg-signup-card"><p>%s</p></div></section></article>
<div class="gh-comments gh-canvas"><p>%s</p></div></main>
<section class="gh-container is-grid gh-outer"><h2 class="gh-container-title">%s</h2><div class="gh-feed">%s</div></section>
<footer class="gh-footer gh-outer"><div class="gh-footer-copyright">%s</div></footer></div></body>""" % (
        w["site"], menu(w, '<li class="nav-x"><a href="{0}">{1}</a></li>'), a.title, a.number % 4, a.author, a.moment.strftime("%Y-%m-%d"),
        a.moment.strftime("%d %b %Y"), a.text(), w["offer"], w["reply"], w["tell"],
        links(others[:4], path, '<article class="gh-card post"><a class="gh-card-link" href="{url}"><h3 class="gh-card-title is-title">{title}</h3></a></article>'), w["site"])


def ghost_list(articles, path):
    w = articles[0].words
    cards = "".join("""<article class="gh-card post tag-coast"><a class="gh-card-link" href="%s"><div class="gh-card-wrapper"><h3 class="gh-card-title is-title">%s</h3><p class="gh-card-excerpt is-body">%s</p><footer class="gh-card-meta"><time class="gh-card-date" datetime="%s">%s</time></footer></div></a></article>
""" % (path(a), a.title, a.paragraphs[0][:90], a.moment.strftime("%Y-%m-%d"), a.moment.strftime("%d %b %Y")) for a in articles)
    return """<body class="home-template"><div class="gh-viewport"><header id="gh-navigation" class="gh-navigation gh-outer"><a class="gh-navigation-logo" href="/">%s</a><nav><ul class="nav">%s</ul></nav></header>
<main class="gh-main"><section class="gh-container is-list"><div class="gh-feed">%s</div></section></main></div></body>""" % (w["site"], menu(w), cards)


# Blogger: the day stands in front of the post, lines are broken by <br>.
def blogger_page(a, others, path):
    w = a.words
    return """<body class="item-view"><div class="content"><header><div class="header section" id="header"><div class="widget Header"><h1 class="title"><a href="/">%s</a></h1></div></div></header>
<div class="main-outer"><div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>%s, %s</span></h2><div class="date-posts"><div class="post-outer">
<div class="post hentry uncustomized-post-template"><a name="%d"></a><h3 class="post-title entry-title">%s</h3><div class="post-header"><div class="post-header-line-1"></div></div>
<div class="post-body entry-content" id="post-body-%d">%s<div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line post-footer-line-1"><span class="post-author vcard">Posted by <span class="fn"><a class="g-profile" href="/profile/%d" rel="author"><span>%s</span></a></span></span> <span class="post-timestamp">at <a class="timestamp-link" href="%s" rel="bookmark"><abbr class="published" title="%s">%s</abbr></a></span></div><div class="post-footer-line post-footer-line-2"><span class="post-labels">Labels: <a href="/search/label/coast" rel="tag">coast</a></span></div></div></div>
<div class="comments" id="comments"><h4>1 comment:</h4><div class="comment-block"><p class="comment-content">%s</p></div></div>
</div></div></div></div><div class="blog-pager" id="blog-pager">%s</div></div></div></div>
<aside><div class="sidebar section"><div class="widget BlogArchive"><h2>Blog Archive</h2><ul class="posts">%s</ul></div></div></aside><footer><div class="footer section">%s</div></footer></div></body>""" % (
        w["site"], DAYS[a.moment.weekday()], a.day(), a.id, a.title, a.id, a.lines(), a.number % 4, a.author, path(a), a.iso("Z"), a.moment.strftime("%I:%M %p"),
        w["reply"], links(others[3:4], path, '<a class="blog-pager-older-link" href="{url}">Older Post</a>'), links(others, path, '<li><a href="{url}">{title}</a></li>'), w["site"])


def blogger_list(articles, path):
    w = articles[0].words
    cards = "".join("""<div class="date-outer"><h2 class="date-header"><span>%s, %s</span></h2><div class="date-posts"><div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title"><a href="%s">%s</a></h3><div class="post-body entry-content">%s</div><div class="jump-link"><a href="%s#more">Read more</a></div></div></div></div></div>
""" % (DAYS[a.moment.weekday()], a.day(), path(a), a.title, a.paragraphs[0][:90], path(a)) for a in articles)
    return """<body class="index-view"><header><div class="header section" id="header"><h1 class="title">%s</h1></div></header><div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed">%s</div></div></div></body>""" % (w["site"], cards)


# Joomla.
def joomla_page(a, others, path):
    w = a.words
    return """<body class="site com_content view-article layout-blog"><header class="header container-header"><div class="navbar-brand"><a class="brand-logo" href="/">%s</a></div><nav class="container-nav"><ul class="mod-menu nav">%s</ul></nav></header>
<div class="site-grid"><div class="grid-child container-component"><main><div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="de-DE">
<div class="page-header"><h1 itemprop="headline">%s</h1></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author" itemscope><span class="icon-user"></span> Geschrieben von: <span itemprop="name">%s</span></dd><dd class="category-name">Kategorie: <a href="/news/">%s</a></dd><dd class="published"><time datetime="%s" itemprop="datePublished">Veröffentlicht: %02d. %s %d</time></dd><dd class="hits">Zugriffe: %d</dd></dl>
<div itemprop="articleBody" class="com-content-article__body">%s</div><nav class="pagenavigation"><span class="pagination ms-0">%s</span></nav></div></main></div>
<div class="grid-child container-sidebar-right"><div class="sidebar-right card"><h3 class="card-header">%s</h3><ul class="mod-articleslatest latestnews mod-list">%s</ul></div><div class="mod-custom custom"><p>%s</p></div></div></div>
<footer class="container-footer footer"><p>%s</p></footer></body>""" % (
        w["site"], menu(w, '<li class="nav-item"><a href="{0}">{1}</a></li>'), a.title, a.author, w["all"], a.iso(), a.moment.day, GERMAN[a.moment.month - 1], a.moment.year,
        300 + a.number * 17, a.text(), links(others[3:4], path, '<a class="btn btn-sm btn-secondary previous" href="{url}" rel="prev">Zurück</a>'), w["tell"],
        links(others, path, '<li itemscope><a href="{url}" itemprop="url"><span itemprop="name">{title}</span></a></li>'), w["offer"], w["site"])


def joomla_list(articles, path):
    w = articles[0].words
    cards = "".join("""<div class="com-content-category-blog__item blog-item" itemprop="blogPost" itemscope><div class="item-content"><div class="page-header"><h2 itemprop="name"><a href="%s" itemprop="url">%s</a></h2></div><dl class="article-info text-muted"><dd class="published"><time datetime="%s" itemprop="datePublished">Veröffentlicht: %02d. %s %d</time></dd></dl><p>%s</p><p class="readmore"><a class="btn btn-secondary" href="%s">Weiterlesen</a></p></div></div>
""" % (path(a), a.title, a.iso(), a.moment.day, GERMAN[a.moment.month - 1], a.moment.year, a.paragraphs[0][:90], path(a)) for a in articles)
    return """<body class="site com_content view-category layout-blog"><header class="header"><div class="navbar-brand"><a href="/">%s</a></div><nav><ul class="mod-menu nav">%s</ul></nav></header><main><div class="com-content-category-blog blog"><div class="com-content-category-blog__items blog-items">%s</div><nav class="pagination__wrapper"><ul class="pagination"><li class="page-item"><a class="page-link" href="/news/?start=8" aria-label="Weiter">&raquo;</a></li></ul></nav></div></main></body>""" % (w["site"], menu(w), cards)


# Bitrix.
def bitrix_page(a, others, path):
    w = a.words
    return """<body><div class="bx-wrapper" id="bx_eshop_wrap"><header class="bx-header"><div class="bx-logo"><a href="/">%s</a></div><div class="bx-top-nav"><ul class="bx-nav-list">%s</ul></div><div class="bx-breadcrumb"><a href="/news/">%s</a></div></header>
<h1 class="bx-title" id="pagetitle">%s</h1><div class="workarea"><div class="bx-content"><div class="news-detail"><span class="news-date-time">%s</span><div class="news-detail-author">%s</div>
<div class="news-detail-content">%s</div><div style="clear:both"></div><div class="news-detail-share"><noindex>%s: <a href="/share">VK</a></noindex></div></div><p><a href="/news/">Возврат к списку</a></p></div>
<div class="sidebar"><div class="news-line-title">%s</div><div class="news-line">%s</div><div class="subscribe-form"><p>%s</p></div></div></div><footer class="bx-footer">%s</footer></div></body>""" % (
        w["site"], menu(w, '<li class="bx-nav-1-lvl"><a href="{0}">{1}</a></li>'), w["all"], a.title, a.moment.strftime("%d.%m.%Y"), w["by"].format(name=a.author), a.lines(), w["share"], w["tell"],
        links(others, path, '<small><span class="news-date-time">' + "{day}" + '</span> <a href="{url}">{title}</a></small><br />'), w["offer"], w["site"])


def bitrix_list(articles, path):
    w = articles[0].words
    cards = "".join("""<p class="news-item" id="bx_%d"><span class="news-date-time">%s</span> <a href="%s"><b>%s</b></a><br />%s</p>
""" % (a.id, a.moment.strftime("%d.%m.%Y"), path(a), a.title, a.paragraphs[0][:90]) for a in articles)
    return """<body><div class="bx-wrapper"><header class="bx-header"><div class="bx-logo"><a href="/">%s</a></div><ul class="bx-nav-list">%s</ul></header><h1 class="bx-title" id="pagetitle">%s</h1><div class="news-list">%s<div class="bx-pagination"><ul><li class="bx-pag-next"><a href="/news/?PAGEN_1=2"><span>Вперёд</span></a></li></ul></div></div></div></body>""" % (w["site"], menu(w), w["all"], cards)


# A board: the first post is the article, short answers follow.
def board_page(a, others, path):
    w = a.words
    post = """<div id="p%d" class="post has-profile bg%d"><div class="inner"><dl class="postprofile"><dt class="has-profile-rank"><a href="/member?u=%d" class="username">%s</a></dt><dd class="profile-posts"><strong>Posts:</strong> %d</dd></dl>
<div class="postbody"><h3 %s><a href="#p%d">%s</a></h3><p class="author"><a class="unread" href="#p%d">Post</a> <span class="responsive-hide">by <strong><a href="/member?u=%d" class="username">%s</a></strong> &raquo; </span><time datetime="%s">%s</time></p><div class="content">%s</div><div class="signature">%s</div></div></div></div>
"""
    def at(hours):
        moment = a.moment + datetime.timedelta(hours=hours)
        return moment.strftime("%Y-%m-%dT%H:%M:%S+00:00"), moment.strftime("%a %b %d, %Y %I:%M %p")
    posts = post % (a.id, 2, a.number % 4, a.author, 40 + a.number, 'class="first"', a.id, a.title, a.id, a.number % 4, a.author, *at(0), a.lines(), "Fair winds")
    other = w["names"][(a.number + 1) % 4]
    posts += post % (a.id + 1, 1, 9, other, 12 + a.number, "", a.id + 1, "Re: " + a.title, a.id + 1, 9, other, *at(5 + a.number), w["reply"], "Low tide, high hopes")
    return """<body id="phpbb" class="nojs notouch section-viewtopic ltr"><div id="wrap" class="wrap"><div id="page-header"><div class="headerbar"><h1><a href="/">%s</a></h1></div><div class="navbar"><ul id="nav-main" class="nav-main linklist">%s</ul></div></div>
<div id="page-body" class="page-body"><h2 class="topic-title"><a href="%s">%s</a></h2><div class="action-bar bar-top"><div class="pagination">2 posts</div></div>
%s<div class="action-bar bar-bottom"><div class="jumpbox"><a href="/forum/">Return to the list</a></div></div><div class="similar-topics"><h3>%s</h3><ul class="topiclist">%s</ul></div></div><div id="page-footer" class="page-footer">%s</div></div></body>""" % (
        w["site"], menu(w), path(a), a.title, posts, w["tell"], links(others[:4], path, '<li class="row"><a href="{url}" class="topictitle">{title}</a></li>'), w["site"])


def board_list(articles, path):
    w = articles[0].words
    rows = "".join("""<li class="row bg%d"><dl class="row-item topic_read"><dt><div class="list-inner"><a href="%s" class="topictitle">%s</a><br><div class="topic-poster">by <a href="/member?u=%d" class="username">%s</a> &raquo; <time datetime="%s">%s</time></div></div></dt><dd class="posts">1</dd></dl></li>
""" % (1 + a.number % 2, path(a), a.title, a.number % 4, a.author, a.iso(), a.moment.strftime("%a %b %d, %Y %I:%M %p")) for a in articles)
    return """<body id="phpbb" class="section-viewforum ltr"><div id="wrap" class="wrap"><div id="page-header"><h1><a href="/">%s</a></h1><ul id="nav-main">%s</ul></div><div id="page-body"><h2 class="forum-title"><a href="/forum/">%s</a></h2><div class="forumbg"><div class="inner"><ul class="topiclist topics">%s</ul></div></div></div></div></body>""" % (w["site"], menu(w), w["all"], rows)


# A Japanese portal: articles of several papers, rankings at the side.
def japanese_page(a, others, path):
    w = a.words
    return """<body><div id="wrapper"><header id="gheader"><p class="logo"><a href="/">%s</a></p><ul class="gnav">%s</ul></header><div id="contents"><main id="main"><article class="newsArticle">
<header class="articleHeader"><h1 class="articleTitle">%s</h1><p class="articleInfo"><time class="articleDate">%d年%d月%d日 %d時%02d分</time><span class="articleWriter">%s</span></p></header>
<div class="articleBody">%s</div><ul class="snsList"><li><a href="/share">%s</a></li></ul></article>
<section class="relatedList"><h2>%s</h2><ul>%s</ul></section></main>
<aside id="side"><section class="ranking"><h2>アクセスランキング</h2><ol>%s</ol></section><div class="mailmag"><p>%s</p></div></aside></div><footer id="gfooter"><small>%s</small></footer></div></body>""" % (
        w["site"], menu(w, '<li><a href="{0}">{1}</a></li>'), a.title, a.moment.year, a.moment.month, a.moment.day, a.moment.hour, a.moment.minute, a.author,
        "".join("<p>　%s</p>\n" % p for p in a.paragraphs), w["share"], w["tell"], links(others[:3], path, '<li><a href="{url}">{title}</a></li>'),
        links(others, path, '<li><a href="{url}">{title}</a></li>'), w["offer"], w["site"])


def japanese_list(articles, path):
    w = articles[0].words
    cards = "".join("""<li class="newsItem"><a href="%s"><div class="newsItemText"><p class="newsItemTitle">%s</p><time class="newsItemDate">%d月%d日 %d時%02d分</time></div></a></li>
""" % (path(a), a.title, a.moment.month, a.moment.day, a.moment.hour, a.moment.minute) for a in articles)
    return """<body><div id="wrapper"><header id="gheader"><p class="logo"><a href="/">%s</a></p><ul class="gnav">%s</ul></header><main id="main"><h1 class="pageTitle">%s</h1><ul class="newsList">%s</ul><p class="more"><a href="/news/?page=2">次へ</a></p></main></div></body>""" % (
        w["site"], menu(w, '<li><a href="{0}">{1}</a></li>'), w["all"], cards)


# A Korean paper of the system that most of them run on.
def korean_page(a, others, path):
    w = a.words
    return """<body><div id="user-wrap"><header id="user-header"><h1 class="header-logo"><a href="/">%s</a></h1><nav class="nav-wrap"><ul id="user-menu">%s</ul></nav></header><section id="article-view"><header class="article-view-header"><nav class="article-head-nav"><a href="/news/">%s</a></nav>
<h3 class="heading">%s</h3><div class="info-group"><article class="item"><ul class="infomation"><li class="writer">기자명 %s</li><li class="approved">승인 %s</li><li class="comments">댓글 %d</li></ul></article></div></header>
<div class="article-body"><article id="article-view-content-div" class="article-veiw-body view-page font-size17">%s<div class="article-copy"><p>저작권자 © %s 무단전재 및 재배포 금지</p></div></article></div>
<div class="tag-group"><a href="/tag">#바다</a></div><section class="article-related"><h4>%s</h4><ul>%s</ul></section></section>
<aside class="side"><div class="auto-article"><h4>많이 본 기사</h4><ol>%s</ol></div><div class="letter"><p>%s</p></div></aside><footer id="user-footer">%s</footer></div></body>""" % (
        w["site"], menu(w, '<li><a href="{0}">{1}</a></li>'), w["all"], a.title, a.author, a.moment.strftime("%Y.%m.%d %H:%M"), a.number % 3, a.text(), w["site"], w["tell"],
        links(others[:3], path, '<li><a href="{url}">{title}</a></li>'), links(others, path, '<li><a href="{url}"><strong>{title}</strong></a></li>'), w["offer"], w["site"])


def korean_list(articles, path):
    w = articles[0].words
    cards = "".join("""<li><div class="view-cont"><h4 class="titles"><a href="%s" target="_top">%s</a></h4><p class="lead line-6x2"><a href="%s">%s</a></p><span class="byline"><em>%s</em><em>%s 기자</em><em>%s</em></span></div></li>
""" % (path(a), a.title, path(a), a.paragraphs[0][:60], w["all"], a.author, a.moment.strftime("%m.%d %H:%M")) for a in articles)
    return """<body><div id="user-wrap"><header id="user-header"><h1 class="header-logo"><a href="/">%s</a></h1><ul id="user-menu">%s</ul></header><section id="section-list"><ul class="type2">%s</ul><nav class="pagination"><ul><li class="pagination-next"><a href="/news/articleList.html?page=2">다음</a></li></ul></nav></section></div></body>""" % (
        w["site"], menu(w, '<li><a href="{0}">{1}</a></li>'), cards)


PATTERNS = {
    "wordpress": Pattern("en", lambda a: a.moment.strftime("/%Y/%m/%d/") + a.slug + "/", wordpress_page, wordpress_list, social_head, "wordpress"),
    "wordpress-blocks": Pattern("en", lambda a: "/%s/" % (a.slug + "-of-the-coast"), blocks_page, blocks_list, name="wordpress-blocks"),
    "drupal": Pattern("en", lambda a: "/news/" + a.slug, drupal_page, drupal_list, name="drupal"),
    "arc": Pattern("en", lambda a: "/news/" + a.moment.strftime("%Y/%m/%d/") + a.slug + "/", arc_page, arc_list, linked_data, "arc"),
    "ghost": Pattern("en", lambda a: "/%s/" % (a.slug + "-from-the-coast"), ghost_page, ghost_list, linked_data, "ghost"),
    "blogger": Pattern("en", lambda a: a.moment.strftime("/%Y/%m/") + a.slug + ".html", blogger_page, blogger_list, name="blogger"),
    "joomla": Pattern("de", lambda a: "/news/%d-%s" % (a.id, a.slug), joomla_page, joomla_list, name="joomla"),
    "bitrix": Pattern("ru", lambda a: "/news/%d/" % a.id, bitrix_page, bitrix_list, name="bitrix"),
    "board": Pattern("en", lambda a: "/viewtopic.php?t=%d" % a.id, board_page, board_list, name="board"),
    "japanese-portal": Pattern("ja", lambda a: "/articles/%d" % (20260000 + a.id), japanese_page, japanese_list, name="japanese-portal"),
    "korean-paper": Pattern("ko", lambda a: "/news/articleView.html?idxno=%d" % (100000 + a.id), korean_page, korean_list, name="korean-paper"),
}


def write(folder):
    for name, pattern in PATTERNS.items():
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        articles = pattern.articles(range(8))
        for file, text in (("article.html", pattern.article_page(articles[0], articles[1:6])), ("list.html", pattern.listing_page(articles))):
            with open(os.path.join(folder, name, file), "w", encoding="utf-8") as out:
                out.write(text)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "write":
        sys.exit(__doc__)
    write(sys.argv[2])
