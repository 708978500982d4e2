// Microsoft's own client for JavaScript, unmodified, against the simulator over TLS. Asked by test_javascript.py with the
// simulator's origin, a token, ids and a place for notifications as JSON; tells what it saw, step by step, as JSON.
"use strict";
const [modules, given] = process.argv.slice(2);
const { Client, LargeFileUploadTask, FileUpload, PageIterator } = require(modules + "/@microsoft/microsoft-graph-client");
const asked = JSON.parse(given);

const client = Client.init({
  baseUrl: asked.origin,
  customHosts: new Set(["127.0.0.1"]),
  authProvider: (done) => done(null, asked.token),
});
const seen = {};

// A step's answer is told, or the code and status that it was refused with.
async function step(name, call) {
  try {
    seen[name] = (await call()) ?? null;
  } catch (error) {
    seen[name] = { refused: error.code ?? String(error), status: error.statusCode };
  }
  return seen[name];
}

async function reading(drive, site) {
  const teams = await step("teams", () => client.api("/teams").get());
  const team = `/teams/${teams.value[0].id}`;
  const channels = await step("channels", () => client.api(`${team}/channels`).get());
  await step("files folder", () => client.api(`${team}/channels/${channels.value[0].id}/filesFolder`).get());
  await step("site", () => client.api(site).get());
  await step("drives", () => client.api(`${site}/drives`).get());
  await step("drive", () => client.api(drive).get());
  await step("list", () => client.api(`${drive}/list`).get());
  await step("columns", () => client.api(`${drive}/list/columns`).get());
  await step("content types", () => client.api(`${drive}/list/contentTypes`).get());
  await step("root", () => client.api(`${drive}/root`).get());
}

async function filing(drive, root) {
  const made = await step("upload", () => client.api(`${drive}/items/${root}:/besluit.docx:/content`).put(Buffer.from("besluit")));
  const item = `${drive}/items/${made.id}`;
  const folder = await step("folder", () =>
    client.api(`${drive}/items/${root}/children`).post({ name: "2026-001", folder: {} }));
  await step("get", () => client.api(item).select("id,name").expand("listItem($expand=fields)").get());
  await step("content", async () => (await new Response(await client.api(`${item}/content`).getStream()).text()));
  await step("fields", () => client.api(`${item}/listItem/fields`).patch({ Documentsoort: "Besluit" }));
  await step("read fields", () => client.api(`${item}/listItem/fields`).get());
  await step("list item", () => client.api(`${item}/listItem`).get());
  await step("label", () => client.api(`${item}/retentionLabel`).patch({ name: "Lopend dossier" }));
  await step("read label", () => client.api(`${item}/retentionLabel`).get());
  await step("take label", () => client.api(`${item}/retentionLabel`).delete());
  await step("new version", () => client.api(`${item}/content`).put(Buffer.from("gewijzigd")));
  await step("versions", () => client.api(`${item}/versions`).get());
  await step("permissions", () => client.api(`${item}/permissions`).get());
  await step("check out", () => client.api(`${item}/checkout`).post({}));
  await step("check in", () => client.api(`${item}/checkin`).post({ comment: "klaar" }));
  await step("move", () => client.api(item).patch({ name: "verplaatst.docx", parentReference: { id: folder.id } }));
  await step("stale", () => client.api(item).header("If-Match", made.eTag).patch({ name: "weer.docx" }));
  return item;
}

async function copying(item) {
  const target = { driveId: asked.elsewhere.id, id: asked.elsewhere.root_id };
  const accepted = await step("copy", async () => {
    const { headers, status } = await client.api(`${item}/copy`).responseType("raw").post({ parentReference: target });
    return { status, monitor: headers.get("location") };
  });
  await step("monitor", async () => {
    for (;;) {
      const told = await (await fetch(accepted.monitor)).json();
      if (told.status !== "inProgress") return told;
    }
  });
  await step("children", () => client.api(`/drives/${asked.elsewhere.id}/root/children`).get());
}

async function following(drive) {
  const first = await step("delta", () => client.api(`${drive}/root/delta`).get());
  await step("delta again", () => client.api(first["@odata.deltaLink"]).get());
  await step("latest", () => client.api(`${drive}/root/delta`).query({ token: "latest" }).get());
  await step("pages", async () => {
    const names = [];
    const page = await client.api(`${drive}/root/children`).top(1).get();
    await new PageIterator(client, page, (one) => names.push(one.name) > 0).iterate();
    return names;
  });
}

async function large(drive, root) {
  await step("large upload", async () => {
    const bytes = Buffer.alloc(1_000_003, "stuk");
    const session = await LargeFileUploadTask.createUploadSession(client, `${drive}/items/${root}:/groot.bin:/createUploadSession`, {
      item: { "@microsoft.graph.conflictBehavior": "replace" },
    });
    const task = new LargeFileUploadTask(client, new FileUpload(bytes, "groot.bin", bytes.length), session, { rangeSize: 327_680 });
    const { responseBody } = await task.upload();
    return { name: responseBody.name, size: responseBody.size };
  });
}

async function subscribing(drive) {
  const made = await step("subscribe", () =>
    client.api("/subscriptions").post({
      changeType: "updated",
      notificationUrl: asked.notification_url,
      resource: `${drive.slice(1)}/root`,
      expirationDateTime: new Date(Date.now() + 86_400_000).toISOString(),
    }));
  await step("subscriptions", () => client.api("/subscriptions").get());
  await step("subscription", () => client.api(`/subscriptions/${made.id}`).get());
  await step("renew", () =>
    client.api(`/subscriptions/${made.id}`).patch({ expirationDateTime: new Date(Date.now() + 172_800_000).toISOString() }));
  return made;
}

(async () => {
  const drive = `/drives/${asked.drive.id}`;
  await reading(drive, `/sites/${asked.drive.site_id}`);
  const subscription = await subscribing(drive);
  const item = await filing(drive, asked.drive.root_id);
  await copying(item);
  await large(drive, asked.drive.root_id);
  await following(drive);
  await step("delete", () => client.api(item).delete());
  await step("gone", () => client.api(item).get());
  await step("unsubscribe", () => client.api(`/subscriptions/${subscription.id}`).delete());
  await step("not modelled", () => client.api("/me/messages").get());
  console.log(JSON.stringify(seen));
})();
