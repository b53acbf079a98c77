/** Until somebody signs in: what this is, and the doors there are. */
export const LANDING_PAGE = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Homeward</title>
<style>
  body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733; background: #fff; }
  h1 { font-size: 2rem; margin: 0; }
  a { color: #0b5394; }
  code { background: #eef2f6; padding: .1em .3em; }
</style>
</head>
<body>
<main>
<h1>Homeward</h1>
<p>An open e-brokerage for home care. A council broadcasts a care package; every provider that may take it hears at
once and makes an offer; the best offer is awarded and the care starts.</p>
<ul>
<li><a href="/docs">The interface, with every door described</a></li>
<li>Live events and offers: Socket.IO at <code>/live</code></li>
<li><a href="/ready">Whether everything works now</a></li>
</ul>
</main>
</body>
</html>
`;
