/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.tsx -- sends bills one after another and follows each run to its end, whatever page is open. */
import { ApiError, getRun, uploadBill, type Run } from "@centavo/core";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { isOver, type Upload } from "./shape.ts";

interface Uploads {
	uploads: Upload[];
	send(files: Iterable<File>): void;
	/** forget one that is over, or stop one that is being sent */
	dismiss(id: number): void;
	retry(id: number): void;
}

const Context = createContext<Uploads | null>(null);
const POLL_MS = 400;
const PATIENCE = 5;

export function useUploads(): Uploads {
	const value = useContext(Context);
	if (!value) throw new Error("useUploads outside of UploadProvider");
	return value;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A short break of the connection does not end a run: a few polls may fail in a row. */
export async function followRun(id: number, onRun: (run: Run) => void = () => undefined): Promise<Run> {
	let missed = 0;
	for (;;) {
		try {
			const run = await getRun(id);
			missed = 0;
			onRun(run);
			if (isOver(run)) return run;
		} catch (error) {
			missed += 1;
			if (!(error instanceof ApiError && error.retryable) || missed > PATIENCE) throw error;
		}
		await wait(POLL_MS * (1 + missed));
	}
}

export function UploadProvider({ children }: { children: ReactNode }): ReactNode {
	const client = useQueryClient();
	const [uploads, setUploads] = useState<Upload[]>([]);
	const files = useRef(new Map<number, File>());
	const aborts = useRef(new Map<number, () => void>());
	const busy = useRef(false);
	const nextId = useRef(1);

	const patch = useCallback((id: number, part: Partial<Upload>) => {
		setUploads((list) => list.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
	}, []);

	const start = useCallback(
		async (id: number, file: File) => {
			patch(id, { phase: "sending", sent: 0, run: null, error: null });
			try {
				const sending = uploadBill(file, (sent) => patch(id, { sent }));
				aborts.current.set(id, sending.abort);
				const { run_id } = await sending.promise;
				aborts.current.delete(id);
				patch(id, { phase: "working", sent: file.size });
				await followRun(run_id, (run) => patch(id, { run }));
				patch(id, { phase: "finished" });
				await client.invalidateQueries();
			} catch (error) {
				patch(id, { phase: "failed", error });
			} finally {
				aborts.current.delete(id);
			}
		},
		[client, patch],
	);

	const waiting = uploads.find((upload) => upload.phase === "waiting");
	useEffect(() => {
		const file = waiting && files.current.get(waiting.id);
		if (!waiting || !file || busy.current) return;
		busy.current = true;
		void start(waiting.id, file).finally(() => {
			busy.current = false;
			setUploads((list) => [...list]);
		});
	}, [uploads, waiting, start]);

	const value = useMemo<Uploads>(
		() => ({
			uploads,
			send: (sent) => {
				const added = [...sent].map((file): Upload => {
					const id = nextId.current;
					nextId.current += 1;
					files.current.set(id, file);
					return { id, name: file.name, size: file.size, phase: "waiting", sent: 0, run: null, error: null };
				});
				setUploads((list) => [...list, ...added]);
			},
			dismiss: (id) => {
				aborts.current.get(id)?.();
				files.current.delete(id);
				setUploads((list) => list.filter((upload) => upload.id !== id));
			},
			retry: (id) => patch(id, { phase: "waiting", error: null }),
		}),
		[uploads, patch],
	);
	return <Context value={value}>{children}</Context>;
}
