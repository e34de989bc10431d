"""Opens pages of `newsgraph view` in a browser without a window and uses them as a reader does.

usage: python3 tests/view/check.py [FOLDER OF THE PROGRAM [FOLDER FOR SCREENSHOTS]]

The folder is target/debug unless told. Without a browser nothing is checked, which is an error where NEWSGRAPH_NEEDS_ALL is set.
"""

import json
import os
import subprocess
import sys
import tempfile

from browser import Browser, found

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "target/debug"
SHOTS = sys.argv[2] if len(sys.argv) > 2 else None
# Milliseconds from opening to being usable, by number of actors.
LIMITS = {500: 1000, 2000: 3000}
PAYLOADS = [
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<svg onload=\"document.title='owned'\">",
    "'\"><a href=\"javascript:document.title='owned'\">",
    "\u2028\u202eevil\x00",
]
failed = []


def expect(is_so, what):
    print("ok  " if is_so else "FAIL", what)
    if not is_so:
        failed.append(what)


def program(*args):
    subprocess.run([os.path.join(FOLDER, "newsgraph"), *args], check=True)


def number(browser, word):
    """The number before a word of the line of facts: 50 of "50 actors, 229 edges shown"."""
    before = browser.text("#facts").split(" shown")[0].replace(",", "").split()
    return int(before[before.index(word) - 1])


def reader(browser, page):
    """Finds an actor, filters, sees a quote."""
    browser.open(page, "#theme=light")
    expect(number(browser, "actors") == 50, "a large network opens on its 50 busiest actors")
    expect(browser.run("document.getElementById('net').dataset.named") == "50", "and names them all")
    browser.key("/")
    browser.type("orban")
    expect("Viktor Orbán" in browser.text("#hits"), "an actor is found without its accents")
    browser.key("Enter", 13)
    expect(browser.text("#panel h2") == "Viktor Orbán", "Enter opens the dossier")
    expect("Hungary" in browser.text("#panel"), "the dossier names the office")
    browser.click_on("#panel button.row")
    expect(browser.run("document.querySelectorAll('.quote mark').length") >= 2, "a click on an edge shows its quote with words marked")
    expect("sentence" in browser.text(".quote p"), "and where it stands")
    browser.key("Escape", 27)
    expect(browser.text("#panel h2") == "Viktor Orbán", "Escape goes back to the actor")
    browser.key("Escape", 27)
    edges = number(browser, "edges")
    browser.click_on("#filters input[type=checkbox]", 0)
    expect(0 < number(browser, "edges") < edges, "a sign can be filtered out")
    browser.click_on("#filters input[type=checkbox]", 0)
    expect(number(browser, "edges") == edges, "and back in")
    quotes = "JSON.parse(document.getElementById('data').textContent).edges.flatMap((edge) => edge.ev.map((quote) => quote.day))"
    told, steps = set(browser.run(quotes)), []
    for _ in range(20):
        browser.run("document.getElementById('last').focus()")
        browser.key("ArrowLeft", 37)
        last = browser.text("#days").split(" to ")[1].split()[0]
        steps.append(last)
    expect(set(steps) <= told and len(set(steps)) == 20, "the time line steps over days that have quotes")
    expect(number(browser, "edges") < edges and "only" in browser.text("#days"), "the time line cuts off what is later")
    browser.run("document.getElementById('last').value = 9999; document.getElementById('last').dispatchEvent(new Event('input'))")
    browser.run("document.querySelector('select').value = 'claims'; document.querySelector('select').dispatchEvent(new Event('change'))")
    expect(0 < number(browser, "edges") < edges, "claims can be looked at alone")
    browser.run("document.querySelector('select').value = ''; document.querySelector('select').dispatchEvent(new Event('change'))")
    picture(browser, edges)
    keys(browser)
    expect(browser.complaints() == [], f"nothing is complained of, nothing asked of a network: {browser.complaints()}")


def picture(browser, edges):
    """Points and clicks at the picture itself."""
    left, top, width, high = browser.run("(() => { const r = document.getElementById('net').getBoundingClientRect(); return [r.x, r.y, r.width, r.height] })()")
    seen = {}
    for i in range(12, 30):
        for j in range(10, 22):
            x, y = left + width * i / 40, top + high * j / 30
            browser.move(x, y)
            title = browser.run("document.getElementById('net').title")
            if title:
                seen.setdefault("“" in title, (x, y))
        if len(seen) == 2:
            break
    expect(len(seen) == 2, "pointing at actors and lines names them")
    if True in seen:
        browser.move(*seen[True])
        browser.click(*seen[True])
        expect(bool(browser.text(".quote blockquote")), "a click on a line shows its quotes")
    if False in seen:
        browser.move(*seen[False])
        browser.click(*seen[False])
        expect("mention" in (browser.text("#panel") or ""), "a click on an actor shows its dossier")
    expect(number(browser, "edges") == edges, "and nothing else has changed")


def keys(browser):
    browser.run("document.getElementById('net').focus()")
    browser.key("Escape", 27)
    browser.key("Escape", 27)
    browser.key("n")
    first = browser.text("#panel h2")
    browser.key("n")
    expect(first != browser.text("#panel h2"), "n goes from actor to actor")
    browser.key("o")
    expect(browser.text("#scopes [aria-pressed=true]").startswith("Around "), "o shows only who is linked to it")
    browser.key("Escape", 27)
    expect(number(browser, "actors") == 50, "Escape shows the network again")
    browser.key("d")
    expect(browser.run("document.documentElement.dataset.theme") == "dark", "d is for dark")
    browser.key("?")
    expect("How to read it" in browser.text("#panel"), "? helps")


def hostile(browser, network, folder):
    """Text of strangers in every field, in a page that is walked through."""
    with open(network, encoding="utf-8") as file:
        data = json.load(file)
    for i, node in enumerate(data["nodes"]):
        payload = PAYLOADS[i % len(PAYLOADS)]
        node["label"] = f"{node['label']} {payload}"
        node["aliases"] = sorted({*node.get("aliases", []), payload})
    documents = data["graph"]["documents"]
    for i, document in enumerate(documents):
        payload = PAYLOADS[i % len(PAYLOADS)]
        document.update(title=payload, publisher=payload, url=["javascript:document.title='owned'", "data:text/html," + payload, "https://example.org/?" + payload][i % 3])
    path = os.path.join(folder, "hostile.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file)
    page = os.path.join(folder, "hostile.html")
    program("view", path, "-q", "--title", PAYLOADS[0], "-o", page)
    browser.open(page)
    title = browser.run("document.title")
    expect(title == PAYLOADS[0], "a title is shown as it is written")
    browser.run("document.getElementById('search').focus()")
    browser.type("script")
    browser.key("Enter", 13)
    browser.run("document.getElementById('net').focus()")
    links = []
    for _ in range(40):
        browser.key("n")
        browser.run("document.querySelector('#panel button.row')?.click()")
        links += browser.run("[...document.querySelectorAll('a')].map((a) => a.href)")
        browser.run("document.querySelector('#panel .back')?.click()")
    expect(all(link.startswith(("https://example.org/?", "https://www.wikidata.org/wiki/Q")) for link in links), "links lead to web pages only")
    expect(any("#:~:text=" in link for link in links), "those of articles to the sentence")
    expect(browser.run("document.title") == title, "no text of strangers ran")
    expect(browser.run("document.querySelectorAll('img, svg, iframe, script').length") == 2, "nor became markup")
    expect(browser.complaints() == [], f"and nothing was blocked, for nothing was tried: {browser.complaints()}")
    browser.run("document.body.append(Object.assign(document.createElement('script'), {textContent: \"document.title = 'owned'\"}))")
    expect(browser.run("document.title") == title, "the policy would stop a script all the same")


def sizes(browser, folder):
    for n, limit in LIMITS.items():
        network, page = os.path.join(folder, f"{n}.json"), os.path.join(folder, f"{n}.html")
        # So many edges have about so many actors.
        subprocess.run([os.path.join(FOLDER, "examples", "generate"), str(n * 18 // 5), "7", "-o", network], check=True)
        program("view", network, "-q", "-o", page)
        # The best of three: the machine may have other work.
        ready = min(browser.open(page) for _ in range(3))
        expect(number(browser, "actors") == 50, "a large network opens on its strongest part")
        whole = min(browser.open(page, "#show=all") for _ in range(3))
        actors = number(browser, "actors")
        expect(actors >= n, f"{actors} actors, {n} at least")
        expect(max(ready, whole) < limit, f"of {actors} actors the strongest are ready in {ready} ms, all in {whole} ms, of {limit}")
        again = "(() => { const from = performance.now(); document.getElementById('fit').click(); return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)))) })()"
        took = min(browser.run(again) for _ in range(3))
        expect(took < 500, f"and drawn in {took:.0f} ms")
        if SHOTS:
            browser.shot(os.path.join(SHOTS, f"view-{n}.png"))


def main():
    path = found()
    if not path:
        print("no browser here, pages are not opened")
        sys.exit(1 if os.environ.get("NEWSGRAPH_NEEDS_ALL") else 0)
    with tempfile.TemporaryDirectory() as folder:
        network, page = os.path.join(folder, "net.json"), os.path.join(folder, "net.html")
        program("build", "examples/articles", "-q", "-o", network)
        program("view", network, "-q", "--title", "Fifty articles", "-o", page)
        browser = Browser(path)
        try:
            reader(browser, page)
            hostile(browser, network, folder)
            sizes(browser, folder)
            if SHOTS:
                for name, hash in [("view-50", "#theme=light"), ("view-dark", "#theme=dark"), ("view-all", "#theme=light&show=all")]:
                    browser.open(page, hash)
                    browser.shot(os.path.join(SHOTS, f"{name}.png"))
                browser.open(page, "#theme=light&actor=country:hu")
                browser.key("o")
                browser.shot(os.path.join(SHOTS, "view.png"))
                browser.click_on("#panel button.row")
                browser.shot(os.path.join(SHOTS, "view-quote.png"))
        finally:
            browser.close()
    print(f"{len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
