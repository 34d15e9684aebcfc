import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0003_first_version'),
    ]

    operations = [
        migrations.AlterField(
            model_name='action',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='publieke code'),
        ),
        migrations.AlterField(
            model_name='strategicgoal',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='actionplan.planversion', verbose_name='versie'),
        ),
        migrations.AlterField(
            model_name='successfactor',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='actionplan.planversion', verbose_name='versie'),
        ),
    ]
