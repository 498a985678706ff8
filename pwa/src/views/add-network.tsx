/** The form that subscribes to another directory. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { JsonObject } from "../data/json.ts";
import { t } from "../locale.ts";
import type { Kind } from "../networks/network.ts";
import { Button } from "../parts/button.tsx";
import { Choices, Form, TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";

interface Props {
  /** Resolves to what is wrong, in words; undefined: it is added. */
  readonly onAdd: (body: JsonObject) => Promise<string | undefined>;
  readonly onCancel: () => void;
}

export function AddNetwork({ onAdd, onCancel }: Props) {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("hsds");
  const [url, setUrl] = useState("");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const wrongName = name.trim() === "" ? t("Give the other collaborative a name.") : undefined;
  const wrongUrl = /^https?:\/\/[^\s?#]+$/i.test(url.trim())
    ? undefined
    : t("The address must begin with https:// and end before any ? or #.");
  const add = async () => {
    setTried(true);
    if (wrongName || wrongUrl) return;
    setBusy(true);
    setWrong(await onAdd({ name: name.trim(), kind, url: url.trim() }));
    setBusy(false);
  };
  return (
    <section class="section stack">
      <h2 ref={heading} tabIndex={-1}>
        {t("Add a directory")}
      </h2>
      <Form label={t("Add a directory")} onSubmit={() => void add()}>
        <TextField
          label={t("Name of the other collaborative")}
          hint={t("It stands with each of their services: From: …")}
          value={name}
          maxLength={80}
          wrong={isTried ? wrongName : undefined}
          onInput={setName}
        />
        <Choices
          label={t("How do they share it?")}
          value={kind}
          choices={[
            { value: "hsds", label: t("HSDS: an address that most directories have") },
            { value: "couchdb", label: t("CouchDB: a database of another Cairn") },
          ]}
          onChange={setKind}
        />
        <TextField
          type="url"
          label={t("Address")}
          hint={
            kind === "hsds"
              ? t("Ask them for it. With Cairn it ends with /hsds.")
              : t(
                  "Ask them for it. It may hold a name and a password, which are never shown again.",
                )
          }
          value={url}
          maxLength={2000}
          wrong={isTried ? wrongUrl : undefined}
          onInput={setUrl}
        />
        {wrong && (
          <Notice kind="bad" role="alert">
            {wrong}
          </Notice>
        )}
        <div class="row">
          <Button id="save-network" submits kind="main" isBusy={isBusy}>
            {t("Add it")}
          </Button>
          <Button onClick={onCancel}>{t("Cancel")}</Button>
        </div>
      </Form>
    </section>
  );
}
