/**
 * Names under which Slack refuses a call for good: the same call would be refused again tomorrow. What is not among them,
 * Slack's next invention above all, is never taken for final.
 */
const NAMES = new Set(
  `access_denied alt_txt_too_large already_in_channel as_user_not_supported attachment_payload_limit_exceeded bad_client_secret bad_redirect_uri bad_timestamp block_mismatch blocked_file_type
  cannot_reply_to_message cant_delete_file cant_delete_message cant_update_message code_already_used code_expired channel_type_not_supported compliance_exports_prevent_deletion
  deprecated_endpoint duplicate_channel_not_found duplicate_external_id duplicate_message_not_found edit_window_closed ekm_access_denied
  enterprise_is_restricted exchanged_trigger_id expired_trigger_id file_comment_not_found file_deleted file_not_found file_update_failed
  file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled files_not_found free_team_not_allowed hash_conflict
  is_inactive malware_detected markdown_text_conflict messages_limit_exceeded metadata_must_be_sent_from_app metadata_too_large
  method_deprecated method_not_supported_for_channel_type missing_argument missing_charset missing_file_data missing_post_type missing_scope
  message_not_found msg_blocks_too_long msg_too_long name_taken no_permission no_text not_allowed not_allowed_token_type not_authorized
  not_enabled not_found not_supported perform_action_not_allowed posting_to_channel_denied posting_to_general_channel_denied push_limit_reached
  slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked
  slack_connect_file_upload_sharing_blocked storage_limit_reached streaming_state_conflict superfluous_charset team_not_found thread_not_found
  too_many_attachments too_many_contact_cards too_many_members trigger_exchanged trigger_expired two_factor_setup_required unknown_method
  unknown_subtype update_failed user_disabled user_not_found user_not_visible users_not_found view_too_large`.split(
    /\s+/,
  ),
);
/** Names under which Slack says that a token opens nothing, whatever is asked with it. */
const GONE = new Set(['account_inactive', 'invalid_auth', 'not_authed', 'team_access_not_granted', 'token_revoked']);

export function isGone(name: string): boolean {
  return GONE.has(name);
}

/** What is wrong with what we sent stays wrong. */
const OURS = /^(?:invalid|malformed)_/;

export function isFinal(name: string): boolean {
  return NAMES.has(name) || OURS.test(name);
}
