/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- saved views: all that this browser may see, one of them, and changing them. */
import { addView, getView, getViews, removeView, setView, type SavedView, type ViewDraft } from "@centavo/core";
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { owner } from "../../app/owner.ts";

/* What of a view no longer exists depends on the bills, so their changes make these answers old too. */
const KEY = ["bills", "views"];

export function useViews(): UseQueryResult<SavedView[]> {
	return useQuery({ queryKey: [...KEY, "list"], queryFn: ({ signal }) => getViews(owner(), signal), staleTime: 0 });
}

export function useView(id: string | null): UseQueryResult<SavedView> {
	return useQuery({
		queryKey: [...KEY, "one", id],
		queryFn: ({ signal }) => getView(id!, owner(), signal),
		enabled: id !== null,
		staleTime: 0,
	});
}

function useChanged(): (view?: SavedView) => void {
	const client = useQueryClient();
	return (view) => {
		if (view) client.setQueryData([...KEY, "one", view.view_id], view);
		void client.invalidateQueries({ queryKey: KEY });
		void client.invalidateQueries({ queryKey: ["bills", "boards"] });
	};
}

export function useAddView(): UseMutationResult<SavedView, unknown, ViewDraft> {
	const changed = useChanged();
	return useMutation({ mutationFn: (draft) => addView(draft, owner()), onSuccess: changed });
}

export interface ViewChange {
	id: string;
	draft: ViewDraft;
	version: number;
}

export function useSetView(): UseMutationResult<SavedView, unknown, ViewChange> {
	const changed = useChanged();
	return useMutation({ mutationFn: ({ id, draft, version }) => setView(id, draft, version, owner()), onSuccess: changed });
}

export function useRemoveView(): UseMutationResult<void, unknown, string> {
	const changed = useChanged();
	return useMutation({ mutationFn: (id) => removeView(id, owner()), onSuccess: () => changed() });
}
