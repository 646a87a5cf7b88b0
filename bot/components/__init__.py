"""What is below and inside messages: buttons, choices, forms. They work after a restart, and on old messages."""
